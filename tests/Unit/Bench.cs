namespace Sensorcast.Tests.Unit;

/// <summary>A server on a test's bench: clients in memory, simulated time.</summary>
internal abstract class Bench
{
    internal ManualClock Clock { get; } = new ManualClock();

    internal MemoryListener Listener { get; } = new MemoryListener();

    /// <summary>Lets the server do all that it can do without time passing.</summary>
    internal void Run()
    {
        int steps = 1;
        while (Step() == 0)
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

    /// <summary>Sends a request and gives its whole answer.</summary>
    internal string Request(string requestLine, string fields = "", string body = "")
    {
        return Connect(requestLine + " HTTP/1.1\r\nHost: board\r\n" + fields + "\r\n" + body).TakeText();
    }

    /// <summary>Opens a WebSocket and takes the answer to the handshake.</summary>
    internal MemoryTransport Open(string path)
    {
        MemoryTransport client = Connect("GET " + path + ServerBench.Upgrade + "\r\n");
        client.SkipHead("HTTP/1.1 101 ");
        return client;
    }

    /// <summary>Makes a step of the server.</summary>
    protected abstract int Step();
}
