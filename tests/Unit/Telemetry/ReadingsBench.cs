using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit.Telemetry;

/// <summary>A thermometer, a lamp, a level and a mode, read each second.</summary>
internal sealed class ReadingsBench : Bench
{
    internal ReadingsBench()
        : this(new SensorOptions { MaxClients = 3, BaseName = "b:", HistoryLength = 3 })
    {
    }

    internal ReadingsBench(SensorOptions options)
    {
        options.HostNames = ServerBench.HostNames;
        Channel[] channels =
        {
            new Channel("t", "Cel", -1, 1000, Thermometer),
            new Channel("lamp", 1000, (IBooleanSensor)Lamp).SetBy(Lamp),
            new Channel("a/level", "/", -2, 1000, (ISensor)Level).SetBy(Level, 0, 100),
            new Channel("mode", 1000, new FixedText { Text = "idle" }),
        };
        Server = new SensorServer(options, Listener, Clock, channels);
    }

    internal FixedSensor Thermometer { get; } = new FixedSensor();

    internal FixedActuator Lamp { get; } = new FixedActuator();

    internal FixedActuator Level { get; } = new FixedActuator();

    internal SensorServer Server { get; }

    /// <summary>The body of an answer.</summary>
    internal static string Body(string answer)
    {
        return answer.Substring(answer.IndexOf("\r\n\r\n") + 4);
    }

    internal MemoryTransport ConnectStream()
    {
        MemoryTransport client = Open("/ws");
        client.Take();
        return client;
    }

    internal string Put(string name, string body, string fields = "")
    {
        return Request("PUT /readings/" + name, fields + "Content-Length: " + body.Length + "\r\n", body);
    }

    /// <inheritdoc/>
    protected override int Step()
    {
        return Server.Step();
    }
}
