using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A server with a client of the stream that speaks JSON, and simulated time.</summary>
internal sealed class DriverBench : IWaker
{
    private const long UnixStart = 1700000000000;

    private readonly MemoryListener _listener = new MemoryListener();
    private readonly MemoryTransport _client;

    internal DriverBench(params Channel[] channels)
    {
        SensorOptions options =
            new SensorOptions { MaxClients = 2, BaseName = "b:", HostNames = ServerBench.HostNames, Waker = this, IdleTimeout = 3600000 };
        Server = new SensorServer(options, _listener, Clock, channels);
        Run();
        _client = _listener.Connect();
        _client.Say("GET /ws" + ServerBench.Upgrade + "\r\n");
        Run();
        _client.SkipHead("HTTP/1.1 101 ");
        FirstPack = _client.TakeFrames();
    }

    internal ManualClock Clock { get; } = new ManualClock { UnixMilliseconds = UnixStart };

    internal SensorServer Server { get; }

    internal string FirstPack { get; }

    /// <summary>How often the loop was woken.</summary>
    internal int Wakes { get; private set; }

    public void Wake()
    {
        Wakes++;
    }

    /// <summary>Connects a client that speaks CBOR, and takes its first pack.</summary>
    internal MemoryTransport OpenCbor()
    {
        MemoryTransport client = _listener.Connect();
        client.Say("GET /ws" + ServerBench.Upgrade + "Sec-WebSocket-Protocol: senml+cbor\r\n\r\n");
        Run();
        client.Take();
        return client;
    }

    /// <summary>Lets time pass, without a step.</summary>
    internal void Pass(int milliseconds)
    {
        Clock.Milliseconds += milliseconds;
        Clock.UnixMilliseconds += milliseconds;
    }

    /// <summary>Runs the server until nothing is left to do now.</summary>
    internal void Run()
    {
        int steps = 0;
        while (Server.Step() == 0)
        {
            Assert.IsTrue(++steps < 1000, "The server never rests");
        }
    }

    /// <summary>Lets time pass in steps of so many milliseconds.</summary>
    /// <returns>What the client got, with the base name left out.</returns>
    internal string Run(int milliseconds, int step = 10)
    {
        Run();
        for (int passed = 0; passed < milliseconds; passed += step)
        {
            Pass(step);
            Run();
        }

        return Take();
    }

    /// <summary>Runs the server until nothing is due.</summary>
    /// <returns>What the client got since the last time.</returns>
    internal string Take()
    {
        Run();
        return _client.TakeFrames();
    }

    /// <summary>Gets the state of the server, as JSON or as metrics.</summary>
    internal string Status(string path = "/status")
    {
        MemoryTransport visitor = _listener.Connect();
        visitor.Say("GET " + path + " HTTP/1.1\r\nHost: board\r\nConnection: close\r\n\r\n");
        Run();
        return visitor.TakeText();
    }

    /// <summary>Lets the client send a message.</summary>
    internal string Send(string text)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
        bool isShort = bytes.Length < 126;
        int header = isShort ? 6 : 8;
        byte[] frame = new byte[header + bytes.Length];
        frame[0] = 0x81;
        frame[1] = (byte)(0x80 | (isShort ? bytes.Length : 126));
        if (!isShort)
        {
            frame[2] = (byte)(bytes.Length >> 8);
            frame[3] = (byte)bytes.Length;
        }

        // The mask is 0.
        System.Array.Copy(bytes, 0, frame, header, bytes.Length);
        _client.Say(frame);
        return Take();
    }

    /// <summary>How often a text has a part.</summary>
    internal static int Count(string text, string part)
    {
        int count = 0;
        for (int i = text.IndexOf(part); i >= 0; i = text.IndexOf(part, i + part.Length))
        {
            count++;
        }

        return count;
    }
}
