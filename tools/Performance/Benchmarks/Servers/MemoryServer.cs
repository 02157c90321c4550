using System.Text;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Tests.Unit;

namespace Sensorcast.Benchmarks.Servers;

/// <summary>A server with clients in memory and a manual clock.</summary>
internal sealed class MemoryServer : IListener
{
    public const string Stream = "/ws";
    public const string Echo = "/echo";

    /// <summary>Longer than any measurement: no client is pinged meanwhile.</summary>
    private const int IdleTimeout = int.MaxValue;

    private readonly ManualClock _clock = new() { UnixMilliseconds = Readings.UnixMicroseconds / 1000 };
    private readonly SensorServer _server;
    private MemoryClient? _waiting;

    public MemoryServer(int slots)
    {
        SensorOptions options = new() { MaxClients = slots, BaseName = Readings.BaseName, IdleTimeout = IdleTimeout };
        _server = new SensorServer(options, this, _clock, Readings.Channels(1, 1, new SteadySensor()));
    }

    public int ClientCount => _server.ClientCount;

    /// <summary>Live packs that clients got.</summary>
    public long Sent => _server.Sent;

    public ITransport? Accept()
    {
        MemoryClient? waiting = _waiting;
        _waiting = null;
        return waiting;
    }

    /// <summary>The request of a real browser.</summary>
    public static byte[] Request(string path) => Encoding.ASCII.GetBytes(CapturedHandshakes.All[0].Request.Replace(Stream, path));

    /// <summary>Connects a client, with its first bytes.</summary>
    public void Connect(MemoryClient client, byte[] request)
    {
        client.Start(request);
        _waiting = client;
        Rest();
    }

    /// <summary>Makes the next readings due.</summary>
    public void LetTimePass()
    {
        _clock.Milliseconds++;
        _clock.UnixMilliseconds++;
    }

    /// <summary>Makes one step.</summary>
    public int Step() => _server.Step();

    /// <summary>Runs steps until the server is idle.</summary>
    public void Rest()
    {
        while (_server.Step() == 0)
        {
        }
    }
}
