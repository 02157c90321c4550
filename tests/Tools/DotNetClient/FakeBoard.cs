using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.DotNetClientTests;

/// <summary>A WebSocket server that a test controls.</summary>
internal sealed class FakeBoard : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly Func<FakeConnection, Task> _serve;
    private int _connections;

    private FakeBoard(Func<FakeConnection, Task> serve)
    {
        _serve = serve;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.UseWebSockets();
        _server.Run(HandleAsync);
    }

    /// <summary>The stream's address.</summary>
    public Uri Url => new UriBuilder(_server.Urls.First()) { Scheme = "ws", Path = "/ws" }.Uri;

    /// <summary>The subprotocols that each client has offered.</summary>
    public ConcurrentQueue<string[]> Offers { get; } = [];

    /// <summary>The encoding it speaks; <see langword="null"/> for the first one offered, "" for none.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>The status of the answer to a connection by its number, from 1; 101 opens it.</summary>
    public Func<int, (HttpStatusCode Status, string? RetryAfter)> Answer { get; init; } = _ => (HttpStatusCode.SwitchingProtocols, null);

    /// <summary>Starts one.</summary>
    /// <param name="serve">What it does with a connection; the connection ends when it returns.</param>
    /// <param name="make">Creates it, if not by default.</param>
    public static async Task<FakeBoard> StartAsync(
        Func<FakeConnection, Task> serve, Func<Func<FakeConnection, Task>, FakeBoard>? make = null)
    {
        FakeBoard board = make is null ? new FakeBoard(serve) : make(serve);
        await board._server.StartAsync();
        return board;
    }

    /// <summary>Makes one that refuses connections before it may open one.</summary>
    public static FakeBoard Refusing(Func<FakeConnection, Task> serve, Func<int, (HttpStatusCode Status, string? RetryAfter)> answer) =>
        new(serve) { Answer = answer };

    /// <summary>Makes one that speaks something of its own.</summary>
    public static FakeBoard Speaking(Func<FakeConnection, Task> serve, string subprotocol) => new(serve) { Subprotocol = subprotocol };

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(Limits.Wait);
        await _server.StopAsync(timeout.Token);
        await _server.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        int number = Interlocked.Increment(ref _connections);
        Offers.Enqueue([.. context.WebSockets.WebSocketRequestedProtocols]);
        (HttpStatusCode status, string? retryAfter) = Answer(number);
        if (status != HttpStatusCode.SwitchingProtocols)
        {
            context.Response.StatusCode = (int)status;
            context.Response.Headers.RetryAfter = retryAfter;
            return;
        }

        string? subprotocol = Subprotocol ?? context.WebSockets.WebSocketRequestedProtocols[0];
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync(subprotocol.Length == 0 ? null : subprotocol);
        try
        {
            await _serve(new FakeConnection(number, socket, context));
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The client has disconnected.
        }
    }
}
