using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host.Epoll;

/// <summary>
/// One TCP connection. Made by <see cref="EpollListener"/>, which reports what has changed. A read that leaves room has taken everything,
/// and a send that is taken whole leaves the socket as it was: so neither is followed by a system call that asks.
/// </summary>
internal sealed class EpollTransport : ITransport
{
    /// <summary>How many bytes are discarded at once after the close: a flood must not hold up the server.</summary>
    private const int MaxDiscarded = 64 * 1024;

    private static readonly byte[] Discarded = new byte[16 * 1024];

    private readonly Socket _socket;
    private readonly EpollListener _listener;

    // "Writable" says that there is room, not that a whole send fits. So what the kernel leaves is kept here, and until it is gone CanSend
    // says no.
    private readonly byte[] _rest = new byte[WebServer.MaxSendSize];
    private int _restOffset;
    private int _restCount;
    private bool _hasNews;
    private bool _mayHaveMore;
    private bool _hasRoom = true;
    private bool _peerHasFinished;
    private bool _isBroken;
    private bool _isClosed;
    private bool _hasShutDown;
    private bool _isReleased;
    private long _releaseAt;

    internal EpollTransport(Socket socket, EpollListener listener)
    {
        _socket = socket;
        _listener = listener;
        Descriptor = (int)socket.Handle;
        socket.Blocking = false;
        RemoteAddress = ClientSocket.Prepare(socket);
    }

    /// <inheritdoc/>
    public string RemoteAddress { get; }

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
                _hasNews = _socket.Available > 0 || _peerHasFinished;
            }

            // A broken connection is ready for everything: the call that follows says so.
            return _hasNews || !IsUsable;
        }
    }

    /// <inheritdoc/>
    public bool CanSend => _hasRoom || !IsUsable;

    private bool IsUsable => !_isBroken && !_isClosed;

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        int received = 0;
        if (IsUsable)
        {
            received = _socket.Receive(buffer, offset, count, SocketFlags.None, out SocketError error);
            NoteError(error);
        }

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

        if (!_hasRoom || _restCount > 0)
        {
            return SendResult.NotNow;
        }

        int sent = TrySend(buffer, offset, count);
        if (sent < count && IsUsable)
        {
            _restOffset = 0;
            _restCount = count - sent;
            Array.Copy(buffer, offset + sent, _rest, 0, _restCount);
        }

        return IsUsable ? SendResult.Sent : SendResult.Broken;
    }

    /// <summary>
    /// Ends the connection for the server. The socket stays until the client has finished too, or for
    /// <see cref="ClientSocket.CloseTimeout"/>: closed with bytes unread it would send a reset, and a reset takes from the client what it has
    /// not read yet, such as the answer that says why its request was refused.
    /// </summary>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        long now = Environment.TickCount64;
        _releaseAt = now + ClientSocket.CloseTimeout;
        if (!TryFinish(now))
        {
            _listener.Linger(this);
        }
    }

    /// <summary>Sends what is left, shuts down, and discards what comes, after <see cref="Close"/>.</summary>
    /// <param name="now">The time as in <see cref="Environment.TickCount64"/>.</param>
    /// <returns>Whether the connection is over and the socket released.</returns>
    internal bool TryFinish(long now)
    {
        FlushRest();
        if (_restCount == 0 && !_hasShutDown && !_isBroken)
        {
            _hasShutDown = true;
            ShutDown();
        }

        bool isOver = Discard() && _hasShutDown;
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
            _socket.Close();
        }
    }

    /// <summary>Takes what has changed.</summary>
    internal void Note(EpollEvents events)
    {
        const EpollEvents End = EpollEvents.PeerFinished | EpollEvents.HangUp | EpollEvents.Error;
        _hasNews |= (events & (EpollEvents.Readable | End)) != 0;
        _peerHasFinished |= (events & End) != 0;
        if ((events & EpollEvents.Writable) != 0)
        {
            _hasRoom = true;
            FlushRest();
        }
    }

    private void FlushRest()
    {
        if (_restCount > 0)
        {
            int sent = TrySend(_rest, _restOffset, _restCount);
            _restOffset += sent;
            _restCount -= sent;
        }
    }

    private void ShutDown()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            _isBroken = true;
        }
    }

    /// <returns>Whether the client has finished.</returns>
    private bool Discard()
    {
        for (int discarded = 0; discarded < MaxDiscarded && !_isBroken;)
        {
            int received = _socket.Receive(Discarded, 0, Discarded.Length, SocketFlags.None, out SocketError error);
            NoteError(error);
            if (received == 0)
            {
                return error == SocketError.Success;
            }

            discarded += received;
        }

        return false;
    }

    private int TrySend(byte[] buffer, int offset, int count)
    {
        if (_isBroken || _isReleased)
        {
            return 0;
        }

        int sent = _socket.Send(buffer, offset, count, SocketFlags.None, out SocketError error);
        NoteError(error);
        _hasRoom = sent == count;
        return sent;
    }

    private void NoteError(SocketError error) => _isBroken |= error is not (SocketError.Success or SocketError.WouldBlock);
}
