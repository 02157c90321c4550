using System.Collections.Concurrent;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>
/// A simulated board: serves the real page, with the real page's headers, and sends on its WebSocket what a test gives it, for cases that a
/// real server does not produce on demand.
/// </summary>
internal sealed class FakeBoard : IAsyncDisposable
{
    /// <summary>The board closes the connection over a longer message.</summary>
    private const int LongestMessage = 1024;

    /// <summary>The clients, each with a lock that keeps its messages in order.</summary>
    private readonly ConcurrentDictionary<WebSocket, SemaphoreSlim> _clients = new();
    private readonly ConcurrentQueue<JsonArray> _received = new();
    private readonly WebApplication _application;
    private int _connections;
    private int _questions;
    private int _pages;
    private int _heads;

    private FakeBoard(string firstPack, int port, ServedPage page)
    {
        FirstPack = firstPack;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        _application = builder.Build();
        _application.UseWebSockets();
        _application.MapMethods("/", [HttpMethods.Get, HttpMethods.Head], ServePageAsync);
        _application.MapGet("/status", ServeStatus);
        _application.MapGet(page.SecondPath, (HttpContext context) => ServeSecondDocument(context, page.Second));
        _application.MapGet("/ws", ServeWebSocketAsync);
    }

    /// <summary>Where the page is.</summary>
    public Uri Url => new(_application.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/");

    /// <summary>The first pack of each client.</summary>
    public string FirstPack { get; set; }

    /// <summary>
    /// The answer to a pack that sets something; null leaves it unanswered. Packs that only measure are always acknowledged.
    /// </summary>
    public Func<JsonArray, Task<string?>> Answer { get; set; } = pack => Task.FromResult<string?>(Done(pack));

    /// <summary>The token that clients need; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>How many seconds every client has to wait; 0 for none.</summary>
    public int RetryAfter { get; set; }

    /// <summary>Whether it has the second document.</summary>
    public bool HasSecondDocument { get; set; } = true;

    /// <summary>How often the second document was fetched.</summary>
    public int SecondDocumentFetches { get; private set; }

    /// <summary>What /status says.</summary>
    public string Status { get; set; } = """{"uptime":1}""";

    /// <summary>The page's entity tag; null for the real one.</summary>
    public string? PageTag { get; set; }

    /// <summary>The status of the answer to a HEAD of the page.</summary>
    public int HeadStatus { get; set; } = StatusCodes.Status200OK;

    /// <summary>How often the page was fetched.</summary>
    public int Pages => Volatile.Read(ref _pages);

    /// <summary>How many HEAD requests for the page there were.</summary>
    public int Heads => Volatile.Read(ref _heads);

    /// <summary>How many WebSockets have been opened.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How many packs that set nothing have been acknowledged: with these the page probes the board.</summary>
    public int Questions => Volatile.Read(ref _questions);

    /// <summary>The subprotocols that the latest client has offered.</summary>
    public IList<string> Offered { get; private set; } = [];

    /// <summary>The packs that set something, in the order in which they came.</summary>
    public IReadOnlyList<JsonArray> Received => [.. _received];

    public static async Task<FakeBoard> StartAsync(string firstPack, int port = 0)
    {
        var board = new FakeBoard(firstPack, port, await ServedPage.GetAsync());
        await board._application.StartAsync();
        return board;
    }

    /// <summary>The acknowledgement of a pack.</summary>
    public static string Done(JsonArray pack) => $$"""{"seq":{{pack[0]!["seq"]}}}""";

    /// <summary>The refusal of a pack.</summary>
    public static string Refused(JsonArray pack, string error) =>
        new JsonObject { ["seq"] = pack[0]!["seq"]!.DeepClone(), ["error"] = error, ["n"] = pack[0]!["n"]!.DeepClone() }.ToJsonString();

    /// <summary>Sends a pack to all clients.</summary>
    public Task SendAsync(string pack) => SendAsync(Encoding.UTF8.GetBytes(pack), WebSocketMessageType.Text);

    /// <summary>Sends a pack to all clients.</summary>
    public Task SendAsync(byte[] pack) => SendAsync(pack, WebSocketMessageType.Binary);

    /// <summary>Cuts all connections.</summary>
    public void Drop()
    {
        foreach (WebSocket client in _clients.Keys)
        {
            client.Abort();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Drop();
        await _application.DisposeAsync();
    }

    private async Task ServePageAsync(HttpContext context)
    {
        ServedPage page = await ServedPage.GetAsync();
        context.Response.Headers.ETag = PageTag ?? page.ETag;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = page.ContentSecurityPolicy;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.StatusCode = HeadStatus;
            Interlocked.Increment(ref _heads);
        }
        else
        {
            Interlocked.Increment(ref _pages);
            await context.Response.Body.WriteAsync(page.Html);
        }
    }

    private IResult ServeStatus(HttpContext context) =>
        Refusal(context, context.Request.Headers.Authorization == $"Bearer {Token}") ?? Results.Text(Status, "application/json");

    private IResult ServeSecondDocument(HttpContext context, byte[] document)
    {
        SecondDocumentFetches++;
        if (!HasSecondDocument)
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "max-age=31536000, immutable";
        return Results.Bytes(document, "text/javascript");
    }

    private async Task ServeWebSocketAsync(HttpContext context)
    {
        Offered = context.WebSockets.WebSocketRequestedProtocols;
        if (Refusal(context, Offered.Contains(TokenEntry())) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        Interlocked.Increment(ref _connections);
        using WebSocket client = await context.WebSockets.AcceptWebSocketAsync("senml+cbor");
        // What a test sends as soon as the page is live comes after the first pack.
        SemaphoreSlim turn = _clients[client] = new(0);
        try
        {
            await SendInTurnAsync(client, turn, Encoding.UTF8.GetBytes(FirstPack), WebSocketMessageType.Text);
            await ListenAsync(client);
        }
        catch (WebSocketException)
        {
            // The client has disconnected.
        }
        finally
        {
            _clients.TryRemove(client, out _);
        }
    }

    private IResult? Refusal(HttpContext context, bool hasToken)
    {
        if (RetryAfter > 0)
        {
            context.Response.Headers.RetryAfter = $"{RetryAfter}";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return Token is null || hasToken ? null : Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private string TokenEntry() =>
        "token." + Convert.ToBase64String(Encoding.UTF8.GetBytes(Token ?? "")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private async Task ListenAsync(WebSocket client)
    {
        byte[] buffer = new byte[LongestMessage];
        while (client.State == WebSocketState.Open)
        {
            WebSocketReceiveResult result = await client.ReceiveAsync(buffer, CancellationToken.None);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            var pack = (JsonArray)JsonNode.Parse(buffer.AsSpan(0, result.Count))!;
            bool isSetting = pack[0]!["n"] is not null;
            if (isSetting)
            {
                _received.Enqueue(pack);
            }

            if ((isSetting ? await Answer(pack) : Done(pack)) is { } answer)
            {
                await SendAsync(client, Encoding.UTF8.GetBytes(answer), WebSocketMessageType.Text);
            }

            if (!isSetting)
            {
                Interlocked.Increment(ref _questions);
            }
        }
    }

    private Task SendAsync(byte[] message, WebSocketMessageType type) =>
        Task.WhenAll(_clients.Keys.Select(client => SendAsync(client, message, type)));

    private async Task SendAsync(WebSocket client, byte[] message, WebSocketMessageType type)
    {
        if (_clients.TryGetValue(client, out SemaphoreSlim? turn))
        {
            await turn.WaitAsync();
            await SendInTurnAsync(client, turn, message, type);
        }
    }

    /// <summary>Sends, and releases the lock for the next message.</summary>
    private static async Task SendInTurnAsync(WebSocket client, SemaphoreSlim turn, byte[] message, WebSocketMessageType type)
    {
        try
        {
            await client.SendAsync(message, type, true, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The client has disconnected.
        }
        finally
        {
            turn.Release();
        }
    }
}
