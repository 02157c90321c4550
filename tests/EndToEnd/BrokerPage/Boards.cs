using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>
/// Two boards with the same name and their bridge; one board and the bridge can be shut down for a while. Disposing of it ends all.
/// </summary>
internal sealed class Boards : IDisposable
{
    private readonly Site _site;
    private readonly LiveHost _shed = new(0, "--name", "board");
    private readonly int _atticPort;
    private LiveHost? _attic;
    private CliProcess? _bridge;

    public Boards(Site site)
    {
        _site = site;
        StartAttic();
        _atticPort = _attic!.Url.Port;
        StartBridge();
    }

    public void StartAttic() => _attic = new LiveHost(_atticPort, "--name", "board");

    public void EndAttic()
    {
        _attic?.Dispose();
        _attic = null;
    }

    public void StartBridge() => _bridge = _site.Bridge(("attic", _attic!.Url), ("shed", _shed.Url));

    public void EndBridge()
    {
        _bridge?.Dispose();
        _bridge = null;
    }

    public void Dispose()
    {
        EndBridge();
        EndAttic();
        _shed.Dispose();
    }
}
