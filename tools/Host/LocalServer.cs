using System.Net;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>
/// A server with custom routes at a free port of the loopback address, on a thread of its own: for tests of routes with any HTTP or
/// WebSocket client. The server owns the routes until it is disposed of.
/// </summary>
public sealed class LocalServer : IDisposable
{
    private readonly IWaitingListener _listener;
    private readonly Thread _thread;
    private volatile bool _isStopping;

    /// <summary>Starts a server.</summary>
    /// <param name="routes">Its routes.</param>
    public LocalServer(params Route[] routes)
        : this(new ServerOptions(), server => Array.ForEach(routes, server.Add))
    {
    }

    /// <summary>Starts a server.</summary>
    /// <param name="options">The options.</param>
    /// <param name="prepare">Adds routes and tasks.</param>
    public LocalServer(ServerOptions options, Action<WebServer> prepare)
    {
        _listener = Listeners.Open(IPAddress.Loopback, 0);
        try
        {
            var clock = new SystemClock();
            var server = new WebServer(_listener, clock, options);
            prepare(server);
            Url = new Uri($"http://{_listener.EndPoint}/");
            _thread = new Thread(() => Serve(new ServerLoop(server, _listener, clock)));
            _thread.Start();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }
    }

    /// <summary>The address of the server.</summary>
    public Uri Url { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _listener.Dispose();
    }

    private void Serve(ServerLoop loop)
    {
        while (!_isStopping)
        {
            loop.Turn();
        }
    }
}
