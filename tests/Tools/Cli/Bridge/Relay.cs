using System.Net;
using System.Net.Sockets;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// Stands between the bridge and the broker. A subscriber that comes after a message has missed it, whoever sent it: so after a restart the
/// bridge is let through only when the subscriber is there.
/// </summary>
internal sealed class Relay : IDisposable
{
    private readonly int _target;
    private readonly CancellationTokenSource _end = new();
    private TcpListener _listener;

    public Relay(int target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Loopback, 0);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    /// <summary>Where the bridge finds it.</summary>
    public int Port { get; }

    /// <summary>Lets nobody through any more; who is through stays.</summary>
    public void Close() => _listener.Stop();

    /// <summary>Lets through again.</summary>
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
                    client.GetStream().CopyToAsync(broker.GetStream(), end), broker.GetStream().CopyToAsync(client.GetStream(), end));
            }
            catch (SocketException)
            {
                // The broker is away.
            }
        }
    }
}
