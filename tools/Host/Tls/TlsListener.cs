using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host.Tls;

/// <summary>
/// Listens for TLS connections. Handshakes and all that TLS says go on beside the server's thread; what that one gets has
/// shaken hands already.
/// </summary>
public sealed class TlsListener : IWaitingListener
{
    /// <summary>
    /// The most connections that the server does not hold: they shake hands, wait to be accepted or say goodbye. When one
    /// more comes, the oldest gives way, so that those who never finish cannot keep others out.
    /// </summary>
    public const int MaxOutside = 64;

    /// <summary>After a failed accept: this process may open no more files until somebody leaves.</summary>
    private const int AcceptRetryTime = 100;

    /// <summary>How long the last words may take when the listener is disposed of.</summary>
    private const int GoodbyeTime = 1000;

    private readonly Socket _socket;
    private readonly SslServerAuthenticationOptions _options;
    private readonly AutoResetEvent _news = new(false);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<TlsTransport> _transports = [];
    private readonly Task _accepting;

    /// <summary>Starts listening.</summary>
    /// <param name="address">The address to listen on; <see cref="IPAddress.IPv6Any"/> includes IPv4.</param>
    /// <param name="port">The port, or 0 for any that is free: <see cref="EndPoint"/> then tells which.</param>
    /// <param name="certificate">Who the server is.</param>
    /// <exception cref="SocketException">The address is not this machine's or the port is taken.</exception>
    public TlsListener(IPAddress address, int port, ServerCertificate certificate)
    {
        _options = certificate.Options;
        _socket = ListeningSocket.Open(address, port);
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _accepting = AcceptAllAsync();
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public ITransport? Accept()
    {
        lock (_gate)
        {
            TlsTransport? ready = _transports.Find(static transport => transport.State == TlsState.Ready);
            ready?.State = TlsState.Open;
            return ready;
        }
    }

    /// <inheritdoc/>
    public void Wait(int milliseconds) => _news.WaitOne(milliseconds);

    /// <summary>Stops listening and closes every connection.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _accepting.Wait();
        _socket.Dispose();

        TlsTransport[] transports = Transports();
        foreach (TlsTransport transport in transports.Where(static transport => transport.State == TlsState.Open))
        {
            transport.Close();
        }

        Task.WaitAll([.. transports.Where(static transport => transport.State == TlsState.Closing).Select(static transport => transport.End)], GoodbyeTime);
        foreach (TlsTransport transport in transports)
        {
            transport.Dispose();
        }

        Task.WaitAll([.. transports.Select(static transport => transport.End)]);
        _news.Dispose();
        _stop.Dispose();
    }

    private TlsTransport[] Transports()
    {
        lock (_gate)
        {
            return [.. _transports];
        }
    }

    private async Task AcceptAllAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Serve(await _socket.AcceptAsync(_stop.Token));
            }
            catch (SocketException)
            {
                await Task.Delay(AcceptRetryTime);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Serve(Socket socket)
    {
        TlsTransport transport;
        try
        {
            transport = new TlsTransport(socket, Notify);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return;
        }

        TlsTransport? oldest;
        lock (_gate)
        {
            oldest = _transports.Count(IsOutside) < MaxOutside ? null : _transports.Find(IsOutside);
            _transports.Add(transport);
        }

        oldest?.Dispose();
        transport.Start(_options, Remove);
    }

    private void Notify() => _news.Set();

    private void Remove(TlsTransport transport)
    {
        lock (_gate)
        {
            _transports.Remove(transport);
        }
    }

    private static bool IsOutside(TlsTransport transport) => transport.State is not (TlsState.Open or TlsState.Ended);
}
