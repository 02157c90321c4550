using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>The smallest ASP.NET Core program that does what <see cref="PeerProtocol"/> says.</summary>
internal static class KestrelPeer
{
    private static readonly List<Viewer> Viewers = [];

    /// <summary>Serves until the input ends.</summary>
    public static async Task<int> RunAsync(bool broadcasts)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        application.UseWebSockets();
        application.Map("/broadcast", WatchAsync);
        application.Map("/echo", EchoAsync);
        await application.StartAsync();
        Console.WriteLine(new Uri(application.Urls.First()).Port);
        Task inputEnds = Task.Run(Console.In.Read);
        await (broadcasts ? await Task.WhenAny(inputEnds, Task.Run(BroadcastAsync)) : inputEnds);
        return 0;
    }

    private static async Task BroadcastAsync()
    {
        const int Period = 1_000_000 / PeerProtocol.BroadcastRate;
        byte[] message = new byte[PeerProtocol.BroadcastSize];
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
        long due = PeerProtocol.Now;
        while (await timer.WaitForNextTickAsync())
        {
            for (; due <= PeerProtocol.Now; due += Period)
            {
                PeerProtocol.WriteTime(message, due);
                foreach (Viewer viewer in CurrentViewers())
                {
                    await viewer.SendAsync(message);
                }
            }
        }
    }

    private static Viewer[] CurrentViewers()
    {
        lock (Viewers)
        {
            return [.. Viewers];
        }
    }

    private static async Task WatchAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        Viewer viewer = new(socket);
        lock (Viewers)
        {
            Viewers.Add(viewer);
        }

        try
        {
            await ReadToCloseAsync(socket, echo: false, context.RequestAborted);
        }
        finally
        {
            lock (Viewers)
            {
                Viewers.Remove(viewer);
            }
        }
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        await ReadToCloseAsync(socket, echo: true, context.RequestAborted);
    }

    private static async Task ReadToCloseAsync(WebSocket socket, bool echo, CancellationToken aborted)
    {
        byte[] buffer = new byte[PeerProtocol.MaxEchoSize];
        try
        {
            ValueWebSocketReceiveResult result;
            while ((result = await socket.ReceiveAsync(buffer.AsMemory(), aborted)).MessageType != WebSocketMessageType.Close)
            {
                if (echo)
                {
                    await socket.SendAsync(buffer.AsMemory(0, result.Count), result.MessageType, result.EndOfMessage, aborted);
                }
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, aborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ConnectionAbortedException)
        {
            // The client has disconnected without a close frame.
        }
    }

    /// <summary>A client of the broadcast.</summary>
    private sealed class Viewer(WebSocket socket)
    {
        public async ValueTask SendAsync(byte[] message)
        {
            try
            {
                await socket.SendAsync(message.AsMemory(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }
            catch (Exception e) when (e is WebSocketException or InvalidOperationException or ConnectionAbortedException)
            {
                // It is disconnecting.
            }
        }
    }
}
