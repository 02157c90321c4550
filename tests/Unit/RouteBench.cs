using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A web server without sensors on a test's bench: clients in memory, simulated time, the test's own routes.</summary>
internal sealed class RouteBench : Bench
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

    internal LastLine Log { get; } = new LastLine();

    internal WebServer Server { get; }

    /// <inheritdoc/>
    protected override int Step()
    {
        return Server.Step();
    }
}
