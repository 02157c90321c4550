using System.Text;
using Sensorcast.IlCost.Counting;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Unit;

namespace Sensorcast.IlCost.Bench;

/// <summary>A server with clients in memory and a manual clock, whose steps are counted.</summary>
internal sealed class ServerBench : IListener
{
    /// <summary>The time from one reading to the next, in milliseconds.</summary>
    internal const int Period = 1000;

    internal const string Cbor = "senml+cbor";
    internal const string Json = "senml+json";
    internal const string Stream = "/ws";
    internal const string Echo = "/echo";

    /// <summary>Longer than any measurement: no client is pinged meanwhile.</summary>
    private const int IdleTimeout = 3_600_000;

    /// <summary>So many packs that <c>seq</c> has its usual length.</summary>
    private const int WarmUpPacks = 300;

    private readonly ManualClock _clock = new() { UnixMilliseconds = 1763877601125 };
    private readonly SensorServer _server;
    private Client? _waiting;

    internal ServerBench(int slots, int channels = 1, int history = 60)
        : this(slots, [.. Enumerable.Range(0, channels).Select(i => new Channel($"channel-{i:00}", "Cel", -2, Period, new Sensor()))],
            history)
    {
    }

    internal ServerBench(int slots, Channel[] channels, int history = 60)
    {
        SensorOptions options = new() { MaxClients = slots, HistoryLength = history, IdleTimeout = IdleTimeout };
        _server = new SensorServer(options, this, _clock, channels);
    }

    public ITransport? Accept()
    {
        Client? waiting = _waiting;
        _waiting = null;
        return waiting;
    }

    /// <summary>A server with so many clients of the stream, all connected for long.</summary>
    internal static ServerBench WithClients(int clients, int channels, string encoding)
    {
        ServerBench bench = new(Math.Max(clients, 1), channels);
        bench.WarmUp(clients, encoding);
        return bench;
    }

    /// <summary>The request of a real browser.</summary>
    internal static byte[] Request(string path, string encoding) =>
        Encoding.ASCII.GetBytes(CapturedHandshakes.All[0].Request.Replace("/ws", path).Replace(Cbor, encoding));

    /// <summary>Connects clients of the stream, as if for long.</summary>
    internal void WarmUp(int clients, string encoding)
    {
        for (int i = 0; i < clients; i++)
        {
            Connect(Stream, encoding);
        }

        SendPacks(WarmUpPacks);
    }

    /// <summary>Connects a client, up to the last byte that greets it.</summary>
    internal Client Connect(string path, string encoding)
    {
        Client client = Announce(path, encoding);
        Rest();
        return client;
    }

    /// <summary>Adds a client that waits to be accepted, with its whole request already received.</summary>
    internal Client Announce(string path, string encoding)
    {
        _waiting = new Client();
        _waiting.Say(Request(path, encoding));
        return _waiting;
    }

    /// <summary>Lets all channels be read and sent, so many times.</summary>
    internal void SendPacks(int count)
    {
        for (int i = 0; i < count; i++)
        {
            LetTimePass();
            Rest();
        }
    }

    /// <summary>Makes the next readings due.</summary>
    internal void LetTimePass()
    {
        _clock.Milliseconds += Period;
        _clock.UnixMilliseconds += Period;
    }

    /// <summary>Runs steps until the server is idle.</summary>
    internal void Rest()
    {
        while (_server.Step() == 0)
        {
        }
    }

    /// <summary>Counts one step.</summary>
    internal Reading Step() => Meter.OfShared.Measure(() => _server.Step());

    /// <summary>Counts the steps until all that a client has said is read.</summary>
    internal Reading StepsToHear(Client client) => Meter.OfShared.Measure(() =>
    {
        while (client.CanReceive)
        {
            _server.Step();
        }
    });
}
