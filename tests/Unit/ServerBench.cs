using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A server on a test's bench: clients in memory, time by hand, one sensor read each second.</summary>
internal sealed class ServerBench
{
    /// <summary>No constant: the compiler would write it into each text that it is part of.</summary>
    internal static string Upgrade =>
        " HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /// <summary>What makes the host of <see cref="Upgrade"/> the server's own.</summary>
    internal static readonly string[] HostNames = { "board" };

    internal ServerBench(int maxClients)
        : this(new ServerOptions { MaxClients = maxClients, BaseName = "b:" })
    {
    }

    internal ServerBench(ServerOptions options)
    {
        options.HostNames = HostNames;
        Channel[] channels = { new Channel("t", "Cel", -1, 1000, Sensor) };
        Server = new SensorServer(options, Listener, Clock, channels);
    }

    internal ManualClock Clock { get; } = new ManualClock();

    internal MemoryListener Listener { get; } = new MemoryListener();

    internal FixedSensor Sensor { get; } = new FixedSensor();

    internal SensorServer Server { get; }

    /// <summary>Lets the server do all that it can do without time passing.</summary>
    internal void Run()
    {
        int steps = 1;
        while (Server.Step() == 0)
        {
            Assert.IsTrue(++steps < 1000, "The server never rests");
        }
    }

    /// <summary>Lets time pass in steps of 50 ms.</summary>
    internal void Run(int milliseconds)
    {
        for (int passed = 0; passed < milliseconds; passed += 50)
        {
            Clock.Milliseconds += 50;
            Run();
        }
    }

    internal MemoryTransport Connect(string request)
    {
        MemoryTransport client = Listener.Connect();
        client.Say(request);
        Run();
        return client;
    }

    /// <summary>Connects a client of the stream that speaks JSON, and takes what greets it.</summary>
    internal MemoryTransport ConnectStream()
    {
        MemoryTransport client = Connect("GET /ws" + Upgrade + "\r\n");
        client.SkipHead("HTTP/1.1 101 ");
        client.Take();
        return client;
    }

    internal MemoryTransport ConnectEcho()
    {
        MemoryTransport client = Connect("GET /echo" + Upgrade + "\r\n");
        client.SkipHead("HTTP/1.1 101 ");
        return client;
    }
}
