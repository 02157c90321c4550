using System.Buffers;
using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sensorcast.Benchmarks.Kestrel;

/// <summary>The smallest ASP.NET Core program that takes WebSockets, on a transport in memory.</summary>
internal sealed class KestrelServer : IAsyncDisposable
{
    private readonly MemoryListener _listener;
    private readonly WebApplication _application;

    private KestrelServer(MemoryListener listener, WebApplication application)
    {
        _listener = listener;
        _application = application;
    }

    public static async Task<KestrelServer> StartAsync()
    {
        MemoryListener listener = new();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IConnectionListenerFactory>(listener);
        builder.WebHost.ConfigureKestrel(options => options.ListenLocalhost(1));
        WebApplication application = builder.Build();
        application.UseWebSockets();
        application.Run(ServeAsync);
        await application.StartAsync();
        return new KestrelServer(listener, application);
    }

    /// <summary>Connects, sends a request, reads the answer's head and disconnects.</summary>
    /// <returns>The answer's head.</returns>
    public async Task<byte[]> ShakeHandsAsync(byte[] request)
    {
        MemoryConnection connection = _listener.Connect();
        await connection.Client.Output.WriteAsync(request);
        byte[] head = await ReadHeadAsync(connection.Client.Input);
        await connection.Client.Output.CompleteAsync();
        await connection.Client.Input.CompleteAsync();
        await connection.End;
        return head;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static async Task ServeAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        try
        {
            await socket.ReceiveAsync(Memory<byte>.Empty, context.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ConnectionAbortedException)
        {
            // The client has disconnected, as expected.
        }
    }

    private static async Task<byte[]> ReadHeadAsync(PipeReader input)
    {
        while (true)
        {
            ReadResult result = await input.ReadAsync();
            byte[] bytes = result.Buffer.ToArray();
            if (bytes.AsSpan().EndsWith("\r\n\r\n"u8))
            {
                input.AdvanceTo(result.Buffer.End);
                return bytes;
            }

            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
