using System.Net;
using System.Net.Sockets;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// Stands between the bridge and the broker. A subscriber misses messages that were sent before it subscribed: so after a restart the relay
/// connects the bridge only when the subscriber has subscribed.
/// </summary>
internal sealed class Relay : IDisposable
{
    private readonly int _target;
    private readonly int? _cutAfter;
    private int _cutsLeft;
    private readonly CancellationTokenSource _end = new();
    private TcpListener _listener;

    /// <param name="target">The broker's port.</param>
    /// <param name="cutAfter">After this number of bytes from the bridge a connection is cut.</param>
    /// <param name="cuts">How many connections are cut.</param>
    public Relay(int target, int? cutAfter = null, int cuts = 0)
    {
        _cutsLeft = cuts;
        _target = target;
        _cutAfter = cutAfter;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>The port for the bridge.</summary>
    public int Port { get; }

    /// <summary>How many connections are still to be cut.</summary>
    public int CutsLeft => _cutsLeft;

    /// <summary>Accepts no further connection; open ones stay.</summary>
    public void Close() => _listener.Stop();

    /// <summary>Accepts connections again.</summary>
    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _ = AcceptAsync(_listener);
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_end.Token), _end.Token);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken end)
    {
        using (client)
        using (var broker = new TcpClient())
        {
            try
            {
                await broker.ConnectAsync(IPAddress.Loopback, _target, end);
                await Task.WhenAny(
                    CopyAsync(client.GetStream(), broker.GetStream(), CutsLeft > 0 ? _cutAfter : null, end),
                    broker.GetStream().CopyToAsync(client.GetStream(), end));
            }
            catch (SocketException)
            {
                // The broker cannot be reached.
            }
        }
    }

    /// <summary>Copies until one side has ended, or the limit of bytes is reached.</summary>
    private async Task CopyAsync(NetworkStream from, NetworkStream to, int? limit, CancellationToken end)
    {
        byte[] buffer = new byte[4096];
        for (int left = limit ?? int.MaxValue; left > 0;)
        {
            int count = await from.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), end);
            if (count == 0)
            {
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, count), end);
            left -= limit is null ? 0 : count;
        }

        Interlocked.Decrement(ref _cutsLeft);
    }
}
