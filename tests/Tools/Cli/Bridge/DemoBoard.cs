using System.Globalization;
using Sensorcast.Client;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// The built tools/Host with a demo of twenty packs a second, which keeps its port when it is killed and started again; and a witness,
/// which receives every live pack of each run.
/// </summary>
internal sealed class DemoBoard : IAsyncDisposable
{
    private readonly List<List<Pack>> _lives = [];
    private HostProcess _host;
    private SensorcastClient _witness;
    private Task _watching;

    public DemoBoard() => (_host, _witness, _watching) = Start("0");

    /// <summary>Where its page is.</summary>
    public Uri Url { get; private set; } = null!;

    /// <summary>The packs that the witness has received in each run.</summary>
    public Pack[][] Lives()
    {
        lock (_lives)
        {
            return [.. _lives.Select(static life => life.ToArray())];
        }
    }

    /// <summary>Freezes it, with every connection open.</summary>
    public void Freeze() => _host.Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Continue() => _host.Signal("CONT");

    /// <summary>Ends it without a chance to say goodbye.</summary>
    public async Task KillAsync()
    {
        _host.Kill();
        await _watching;
        await _witness.DisposeAsync();
        _host.Dispose();
    }

    /// <summary>Starts it again.</summary>
    public void Restart() => (_host, _witness, _watching) = Start(Url.Port.ToString(CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        _host.Dispose();
        await _watching;
        await _witness.DisposeAsync();
    }

    private (HostProcess Host, SensorcastClient Witness, Task Watching) Start(string port)
    {
        var host = new HostProcess("--port", port, "--demo", "--demo-rate", "20", "--name", "board");
        Url = new Uri(host.ReadLine().Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)));
        var witness = new SensorcastClient(Url.ToString(), new SensorcastClientOptions { Encoding = SenmlEncoding.Json });
        List<Pack> life = [];
        lock (_lives)
        {
            _lives.Add(life);
        }

        return (host, witness, WatchAsync(witness, life));
    }

    private async Task WatchAsync(SensorcastClient witness, List<Pack> life)
    {
        await foreach (StreamEvent streamEvent in witness.ReadEventsAsync())
        {
            if (streamEvent is Disconnected)
            {
                return;
            }

            if (streamEvent is Pack { Sequence: not null } pack)
            {
                lock (_lives)
                {
                    life.Add(pack);
                }
            }
        }
    }
}
