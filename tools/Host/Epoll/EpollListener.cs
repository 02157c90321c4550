using System.Net;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host.Epoll;

/// <summary>
/// Listens for TCP connections on Linux. One <see cref="EpollQueue"/> watches all sockets, on the server's own thread. Its reports are kept
/// here and in the transports, so that a check whether one is ready is no system call.
/// </summary>
public sealed class EpollListener : IWaitingListener
{
    /// <summary>
    /// How many closed connections may wait for their clients to finish. When one more comes, the oldest is released: clients that never
    /// finish must not use up this process's files.
    /// </summary>
    public const int MaxLingering = 16;

    /// <summary>After a failed accept, in milliseconds: this process may open no more files until a client leaves.</summary>
    private const int AcceptRetryTime = 100;

    private readonly Socket _socket;
    private readonly EpollQueue _queue;
    private readonly Dictionary<int, EpollTransport> _transports = [];
    private readonly List<EpollTransport> _lingering = [];
    private readonly List<EpollTransport> _unsent = [];
    private readonly int _descriptor;
    private bool _mayAccept;
    private long _retryAt;

    /// <summary>Starts listening.</summary>
    /// <param name="address">The address to listen on; <see cref="IPAddress.IPv6Any"/> includes IPv4.</param>
    /// <param name="port">The port, or 0 for any that is free: <see cref="EndPoint"/> then says which.</param>
    /// <exception cref="SocketException">The address is not this machine's or the port is taken.</exception>
    public EpollListener(IPAddress address, int port)
    {
        _socket = ListeningSocket.Open(address, port);
        try
        {
            _socket.Blocking = false;
            ClientSocket.SetOptions(_socket);
            _descriptor = (int)_socket.Handle;
            _queue = new EpollQueue();
            _queue.Watch(_descriptor, EpollEvents.Readable);
        }
        catch
        {
            _socket.Dispose();
            throw;
        }

        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public ITransport? Accept()
    {
        if (!_mayAccept || Environment.TickCount64 < _retryAt)
        {
            return null;
        }

        TcpSocket? socket = TcpSocket.TryAccept(_socket, out AcceptResult result);
        _mayAccept = result != AcceptResult.NoneWaits;
        if (result == AcceptResult.Failed)
        {
            // An immediate retry would be a busy loop.
            _retryAt = Environment.TickCount64 + AcceptRetryTime;
        }

        EpollTransport? transport = socket is null ? null : Watch(socket);
        if (transport is not null)
        {
            // The new client may replace a silent one: which clients are silent must be known as of now, not as of the last wait.
            TakeEvents(TimeSpan.Zero);
        }

        return transport;
    }

    /// <inheritdoc/>
    public void Flush()
    {
        foreach (EpollTransport transport in _unsent)
        {
            transport.Flush();
        }

        _unsent.Clear();
    }

    /// <inheritdoc/>
    public void Wait(TimeSpan time)
    {
        TakeEvents(time);
        FinishLingering();
    }

    /// <inheritdoc/>
    public void Wake() => _queue.Wake();

    /// <summary>Stops listening and closes every connection.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        foreach (EpollTransport transport in _transports.Values.ToArray())
        {
            transport.Close();
            transport.Release();
        }

        _queue.Dispose();
    }

    /// <summary>Requests that a connection's bytes are sent before the next wait.</summary>
    internal void FlushLater(EpollTransport transport) => _unsent.Add(transport);

    /// <summary>Keeps a closed connection until its client has finished.</summary>
    internal void Linger(EpollTransport transport)
    {
        if (_lingering.Count == MaxLingering)
        {
            _lingering[0].Release();
        }

        _lingering.Add(transport);
    }

    /// <summary>Notes that a connection's socket is about to be released.</summary>
    internal void Forget(EpollTransport transport)
    {
        _transports.Remove(transport.Descriptor);
        _lingering.Remove(transport);
    }

    private void FinishLingering()
    {
        long now = Environment.TickCount64;
        for (int i = _lingering.Count - 1; i >= 0; i--)
        {
            _lingering[i].TryFinish(now);
        }
    }

    private void TakeEvents(TimeSpan time)
    {
        int count = _queue.Wait(time);
        for (int i = 0; i < count; i++)
        {
            (int descriptor, EpollEvents events) = _queue[i];
            if (descriptor == _descriptor)
            {
                _mayAccept = true;
            }
            else if (_transports.TryGetValue(descriptor, out EpollTransport? transport))
            {
                // Not always: while another program is being started, a closed socket stays open in it until its exec.
                transport.Note(events);
            }
        }
    }

    private EpollTransport? Watch(TcpSocket socket)
    {
        try
        {
            _queue.Watch(socket.Descriptor, EpollEvents.Readable | EpollEvents.Writable | EpollEvents.PeerFinished);
        }
        catch (IOException)
        {
            socket.Dispose();
            return null;
        }

        var transport = new EpollTransport(socket, this);
        _transports.Add(transport.Descriptor, transport);
        return transport;
    }
}
