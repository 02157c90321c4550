using Sensorcast.Dashboard;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A server on a test's bench: clients in memory, simulated time, one sensor read each second.</summary>
internal sealed class ServerBench : Bench
{
    /// <summary>Not a constant: the compiler would copy it into each text that it is part of.</summary>
    internal static string Upgrade =>
        " HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    /// <summary>What makes the host of <see cref="Upgrade"/> the server's own.</summary>
    internal static readonly string[] HostNames = { "board" };

    internal ServerBench(int maxClients)
        : this(new SensorOptions { MaxClients = maxClients, BaseName = "b:" })
    {
    }

    internal ServerBench(SensorOptions options)
    {
        options.HostNames = HostNames;
        Channel[] channels = { new Channel("t", "Cel", -1, 1000, Sensor) };
        Server = new SensorServer(options, Listener, Clock, channels);
        Server.Add(new DashboardRoute());
    }

    internal FixedSensor Sensor { get; } = new FixedSensor();

    internal SensorServer Server { get; }

    /// <summary>Connects a client of the stream that speaks JSON, and takes its first pack.</summary>
    internal MemoryTransport ConnectStream()
    {
        MemoryTransport client = Open("/ws");
        client.Take();
        return client;
    }

    internal MemoryTransport ConnectEcho()
    {
        return Open("/echo");
    }

    /// <inheritdoc/>
    protected override int Step()
    {
        return Server.Step();
    }
}
