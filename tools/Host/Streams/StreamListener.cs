using System.Net;
using System.Net.Sockets;
using Sensorcast.Host.Tls;
using Sensorcast.Server;

namespace Sensorcast.Host.Streams;

/// <summary>
/// Listens for connections that are streams of .NET: TLS, and plain ones on systems without epoll. Handshakes, reads and sends run on other
/// threads than the server's; a connection that it gets has finished its handshake.
/// </summary>
public sealed class StreamListener : IWaitingListener
{
    /// <summary>
    /// The maximum number of connections outside the server: in the handshake, waiting to be accepted, or closing. When one
    /// more comes, the oldest is dropped, so that clients that never finish cannot keep others out.
    /// </summary>
    public const int MaxOutside = 64;

    /// <summary>After a failed accept: this process may open no more files until a client disconnects.</summary>
    private const int AcceptRetryTime = 100;

    /// <summary>How long connections may take to close when the listener is disposed of.</summary>
    private const int GoodbyeTime = 1000;

    private readonly Socket _socket;
    private readonly ServerCertificate? _certificate;
    private readonly AutoResetEvent _news = new(false);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<StreamTransport> _transports = [];
    private readonly Task _accepting;

    /// <summary>Starts listening.</summary>
    /// <param name="address">The address to listen on; <see cref="IPAddress.IPv6Any"/> includes IPv4.</param>
    /// <param name="port">The port, or 0 for any that is free: <see cref="EndPoint"/> then says which.</param>
    /// <param name="certificate">The certificate for TLS; <see langword="null"/> for plain TCP.</param>
    /// <exception cref="SocketException">The address is not this machine's or the port is taken.</exception>
    public StreamListener(IPAddress address, int port, ServerCertificate? certificate)
    {
        _certificate = certificate;
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
            StreamTransport? ready = _transports.Find(static transport => transport.State == StreamState.Ready);
            ready?.State = StreamState.Open;
            return ready;
        }
    }

    /// <summary>Does nothing: each connection sends by itself.</summary>
    public void Flush()
    {
    }

    /// <inheritdoc/>
    public void Wait(TimeSpan time) => _news.WaitOne(time > TimeSpan.Zero ? (int)Math.Ceiling(time.TotalMilliseconds) : 0);

    /// <inheritdoc/>
    public void Wake() => _news.Set();

    /// <summary>Stops listening and closes every connection.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _accepting.Wait();
        _socket.Dispose();

        StreamTransport[] transports = Transports();
        foreach (StreamTransport transport in transports.Where(static transport => transport.State == StreamState.Open))
        {
            transport.Close();
        }

        Task.WaitAll(
            [.. transports.Where(static transport => transport.State == StreamState.Closing).Select(static transport => transport.End)],
            GoodbyeTime);
        foreach (StreamTransport transport in transports)
        {
            transport.Dispose();
        }

        Task.WaitAll([.. transports.Select(static transport => transport.End)]);
        _news.Dispose();
        _stop.Dispose();
    }

    private StreamTransport[] Transports()
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
        StreamTransport transport;
        try
        {
            transport = new StreamTransport(socket, Notify);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return;
        }

        StreamTransport? oldest;
        lock (_gate)
        {
            oldest = _transports.Count(IsOutside) < MaxOutside ? null : _transports.Find(IsOutside);
            _transports.Add(transport);
        }

        oldest?.Dispose();
        transport.Start(_certificate, Remove);
    }

    private void Notify() => _news.Set();

    private void Remove(StreamTransport transport)
    {
        lock (_gate)
        {
            _transports.Remove(transport);
        }
    }

    private static bool IsOutside(StreamTransport transport) => transport.State is not (StreamState.Open or StreamState.Ended);
}
