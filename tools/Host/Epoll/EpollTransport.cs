using Sensorcast.Server;

namespace Sensorcast.Host.Epoll;

/// <summary>
/// One TCP connection. Made by <see cref="EpollListener"/>, which reports changes. A read that does not fill its buffer has taken
/// everything, and after a complete send the socket is still writable: neither needs another system call to check. The bytes of one step of
/// the server are sent in one system call, before the listener waits.
/// </summary>
internal sealed class EpollTransport : ITransport
{
    /// <summary>How many bytes are discarded at once after the close: a flood must not block the server.</summary>
    private const int MaxDiscarded = 64 * 1024;

    /// <summary>More bytes than this are sent at once: a step may send many.</summary>
    private const int FlushSize = 4 * WebServer.MaxSendSize;

    private static readonly byte[] Discarded = new byte[16 * 1024];

    private readonly TcpSocket _socket;
    private readonly EpollListener _listener;

    // The bytes of this step, or those of an earlier one that the kernel did not take: "writable" means that there is room, not that a
    // whole send fits. Until the rest is sent CanSend returns false.
    private byte[] _unsent = [];
    private int _unsentOffset;
    private int _unsentCount;
    private bool _hasNews;
    private bool _mayHaveMore;
    private bool _hasRoom = true;
    private bool _peerHasFinished;
    private bool _isBroken;
    private bool _isClosed;
    private bool _hasShutDown;
    private bool _isReleased;
    private long _releaseAt;
    private string? _remoteAddress;

    internal EpollTransport(TcpSocket socket, EpollListener listener)
    {
        _socket = socket;
        _listener = listener;
        Descriptor = socket.Descriptor;
    }

    /// <inheritdoc/>
    public string RemoteAddress => _remoteAddress ??= ClientSocket.Text(_socket.Peer);

    /// <inheritdoc/>
    public bool LingersOnClose => true;

    /// <summary>The socket's file descriptor.</summary>
    internal int Descriptor { get; }

    /// <inheritdoc/>
    public bool CanReceive
    {
        get
        {
            if (_mayHaveMore && IsUsable)
            {
                _mayHaveMore = false;
                _hasNews = _peerHasFinished || _socket.CanReceive;
            }

            // A broken connection is ready for everything: the next call reports the error.
            return _hasNews || !IsUsable;
        }
    }

    /// <inheritdoc/>
    public bool CanSend => _hasRoom || !IsUsable;

    private bool IsUsable => !_isBroken && !_isClosed;

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        int received = IsUsable ? Noted(_socket.Receive(buffer, offset, count)) : 0;
        _mayHaveMore = received == count;
        _hasNews = _peerHasFinished;
        return received;
    }

    /// <inheritdoc/>
    public SendResult Send(byte[] buffer, int offset, int count)
    {
        if (!IsUsable)
        {
            return SendResult.Broken;
        }

        if (!_hasRoom)
        {
            return SendResult.NotNow;
        }

        Append(buffer, offset, count);
        if (_unsentCount >= FlushSize)
        {
            Flush();
        }

        return SendResult.Sent;
    }

    /// <summary>
    /// Ends the connection for the server. The socket stays until the client has finished too, or for
    /// <see cref="ClientSocket.CloseTimeout"/>: closed with unread bytes it would send a reset, which discards what the client has not read
    /// yet, such as the response that says why its request was refused.
    /// </summary>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _hasNews = true;
        long now = Environment.TickCount64;
        _releaseAt = now + ClientSocket.CloseTimeout;
        if (!TryFinish(now))
        {
            _listener.Linger(this);
        }
    }

    /// <summary>
    /// Sends the rest, shuts down, and discards what comes, after <see cref="Close"/>. No system call while there is no event.
    /// </summary>
    /// <param name="now">The time as in <see cref="Environment.TickCount64"/>.</param>
    /// <returns>Whether the connection is over and the socket released.</returns>
    internal bool TryFinish(long now)
    {
        Flush();
        if (_unsentCount == 0 && !_hasShutDown && !_isBroken)
        {
            _hasShutDown = true;
            _isBroken = !_socket.ShutDown();
        }

        bool isOver = _hasNews && Discard() && _hasShutDown;
        if (!isOver && !_isBroken && now < _releaseAt)
        {
            return false;
        }

        Release();
        return true;
    }

    /// <summary>Closes the socket.</summary>
    internal void Release()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            _isClosed = true;
            _listener.Forget(this);
            _socket.Dispose();
        }
    }

    /// <summary>Takes an event.</summary>
    internal void Note(EpollEvents events)
    {
        const EpollEvents End = EpollEvents.PeerFinished | EpollEvents.HangUp | EpollEvents.Error;
        _hasNews |= (events & (EpollEvents.Readable | End)) != 0;
        _peerHasFinished |= (events & End) != 0;
        if ((events & EpollEvents.Writable) != 0)
        {
            _hasRoom = true;
            Flush();
        }
    }

    /// <summary>Sends as many of the waiting bytes as there is room for.</summary>
    internal void Flush()
    {
        if (_unsentCount == 0 || !_hasRoom || _isBroken || _isReleased)
        {
            return;
        }

        int sent = Noted(_socket.Send(_unsent, _unsentOffset, _unsentCount));
        _unsentOffset += sent;
        _unsentCount -= sent;
        _hasRoom = _unsentCount == 0;
    }

    private void Append(byte[] buffer, int offset, int count)
    {
        if (_unsentCount == 0)
        {
            _unsentOffset = 0;
            _listener.FlushLater(this);
        }

        int end = _unsentOffset + _unsentCount;
        if (end + count > _unsent.Length)
        {
            Array.Resize(ref _unsent, Math.Max(2 * _unsent.Length, end + count));
        }

        Array.Copy(buffer, offset, _unsent, end, count);
        _unsentCount += count;
    }

    /// <returns>Whether the client has finished.</returns>
    private bool Discard()
    {
        for (int discarded = 0; discarded < MaxDiscarded && !_isBroken;)
        {
            int received = _socket.Receive(Discarded, 0, Discarded.Length);
            if (received <= 0)
            {
                _hasNews = false;
                Noted(received);
                return received == 0;
            }

            discarded += received;
        }

        return false;
    }

    /// <summary>Notes that the connection is broken, if a call's result says so.</summary>
    /// <returns>The number of bytes; 0 for a result that is not a number of bytes.</returns>
    private int Noted(int result)
    {
        _isBroken |= result == TcpSocket.Broken;
        return Math.Max(result, 0);
    }
}
