using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>Passes WebSockets on to a broker's port for TCP, and cuts connections where a test requires it.</summary>
internal sealed class WebSocketGate : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly int _cutAfter;
    private int _connections;

    /// <param name="target">The broker's port.</param>
    /// <param name="cutAfter">After this number of bytes from the broker a connection is cut.</param>
    public WebSocketGate(int target, int cutAfter = int.MaxValue)
    {
        _target = target;
        _cutAfter = cutAfter;
        _listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it accepts WebSockets.</summary>
    public int Port { get; } = LoopbackPort.Free();

    /// <summary>How many there have been.</summary>
    public int Connections => _connections;

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(HttpListenerContext context)
    {
        Interlocked.Increment(ref _connections);
        using var broker = new TcpClient();
        using WebSocket page = (await context.AcceptWebSocketAsync("mqtt")).WebSocket;
        try
        {
            await broker.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
            await Task.WhenAny(ToBrokerAsync(page, broker.GetStream()), ToPageAsync(broker.GetStream(), page));
        }
        catch (SocketException)
        {
            // The broker cannot be reached.
        }

        page.Abort();
    }

    private async Task ToBrokerAsync(WebSocket page, NetworkStream broker)
    {
        byte[] buffer = new byte[4096];
        while (await page.ReceiveAsync(buffer, _end.Token) is { MessageType: WebSocketMessageType.Binary } received)
        {
            await broker.WriteAsync(buffer.AsMemory(0, received.Count), _end.Token);
        }
    }

    private async Task ToPageAsync(NetworkStream broker, WebSocket page)
    {
        byte[] buffer = new byte[4096];
        for (int left = _cutAfter; left > 0;)
        {
            int count = await broker.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), _end.Token);
            if (count == 0)
            {
                return;
            }

            await page.SendAsync(buffer.AsMemory(0, count), WebSocketMessageType.Binary, endOfMessage: true, _end.Token);
            left -= count;
        }
    }
}
