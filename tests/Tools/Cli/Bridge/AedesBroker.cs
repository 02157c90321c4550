using System.Globalization;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>aedes, a broker for Node.js that speaks MQTT 3.1.1, on loopback ports of its own.</summary>
internal sealed class AedesBroker : IDisposable
{
    private static readonly NodePackage Package = new("tests", "Tools", "Cli", "aedes");

    private ToolProcess _process;

    public AedesBroker()
    {
        Package.Install();
        _process = Start();
    }

    public int Port { get; } = LoopbackPort.Free();

    /// <summary>Where it accepts WebSockets.</summary>
    public int WebSocketPort { get; } = LoopbackPort.Free();

    /// <summary>Ends it and starts it again: its retained messages are lost.</summary>
    public void Restart()
    {
        _process.Dispose();
        _process = Start();
    }

    public void Dispose() => _process.Dispose();

    private ToolProcess Start()
    {
        string[] ports = [Port.ToString(CultureInfo.InvariantCulture), WebSocketPort.ToString(CultureInfo.InvariantCulture)];
        var process = new ToolProcess("node", ["broker.mjs", .. ports], Package.Folder);
        Assert.AreEqual("ready", process.ReadLine(4 * Limits.Wait));
        return process;
    }
}
