using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host.Epoll;

/// <summary>
/// One TCP connection. Made by <see cref="EpollListener"/>, which reports what has changed. A read that leaves room has taken everything,
/// and a send that is
/// taken whole leaves the socket as it was: so neither is followed by a system call that asks.
/// </summary>
internal sealed class EpollTransport : ITransport
{
    private static readonly byte[] Discarded = new byte[16 * 1024];

    private readonly Socket _socket;
    private readonly Action _whenClosed;

    // "Writable" says that there is room, not that a whole send fits. So what the kernel leaves is kept here, and until it is gone CanSend
    // says no.
    private readonly byte[] _rest = new byte[SensorServer.MaxSendSize];
    private int _restOffset;
    private int _restCount;
    private bool _hasNews;
    private bool _mayHaveMore;
    private bool _hasRoom = true;
    private bool _peerHasFinished;
    private bool _isBroken;
    private bool _isClosed;

    internal EpollTransport(Socket socket, Action whenClosed)
    {
        _socket = socket;
        _whenClosed = whenClosed;
        socket.Blocking = false;
        RemoteAddress = ClientSocket.Prepare(socket);
    }

    /// <inheritdoc/>
    public string RemoteAddress { get; }

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
    public bool Send(byte[] buffer, int offset, int count)
    {
        if (_restCount > 0)
        {
            return false;
        }

        int sent = TrySend(buffer, offset, count);
        if (sent < count && IsUsable)
        {
            _restOffset = 0;
            _restCount = count - sent;
            Array.Copy(buffer, offset + sent, _rest, 0, _restCount);
        }

        return IsUsable;
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (_isClosed)
        {
            return;
        }

        FlushRest();

        // Closing with bytes unread makes the kernel send a reset, and a reset takes from the peer what it has not read
        // yet, such as the answer that says why its request was refused. At most 256 KB: a flood must not hold us here.
        for (int i = 0; i < 16 && Receive(Discarded, 0, Discarded.Length) == Discarded.Length; i++)
        {
        }

        _isClosed = true;
        _whenClosed();
        _socket.Close();
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

    private int TrySend(byte[] buffer, int offset, int count)
    {
        if (!IsUsable)
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
