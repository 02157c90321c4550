using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A web server without sensors on a test's bench: clients in memory, time by hand, the test's own routes.</summary>
internal sealed class RouteBench
{
    internal RouteBench(int maxClients, params Route[] routes)
        : this(new ServerOptions { MaxClients = maxClients }, routes)
    {
    }

    internal RouteBench(ServerOptions options, params Route[] routes)
    {
        options.HostNames = ServerBench.HostNames;
        options.Log = Log;
        Server = new WebServer(Listener, Clock, options);
        foreach (Route route in routes)
        {
            Server.Add(route);
        }
    }

    internal ManualClock Clock { get; } = new ManualClock();

    internal MemoryListener Listener { get; } = new MemoryListener();

    internal LastLine Log { get; } = new LastLine();

    internal WebServer Server { get; }

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

    /// <summary>Sends a request and gives its whole answer.</summary>
    internal string Ask(string requestLine, string fields = "", string body = "")
    {
        return Connect(requestLine + " HTTP/1.1\r\nHost: board\r\n" + fields + "\r\n" + body).TakeText();
    }

    /// <summary>Opens a WebSocket and takes what greets it.</summary>
    internal MemoryTransport Open(string path)
    {
        MemoryTransport client = Connect("GET " + path + ServerBench.Upgrade + "\r\n");
        client.SkipHead("HTTP/1.1 101 ");
        return client;
    }
}
