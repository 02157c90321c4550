using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>One TCP connection. Made by <see cref="SocketListener.Accept"/>.</summary>
public sealed class SocketTransport : ITransport
{
    private static readonly byte[] Discarded = new byte[16 * 1024];

    // macOS calls a socket writable from 2,048 free bytes on, Windows until a send has failed: there, "writable" does
    // not mean that a whole send fits. So what the kernel leaves is kept here, and until it is gone CanSend says no.
    private readonly byte[] _rest = new byte[SensorServer.MaxSendSize];
    private int _restOffset;
    private int _restCount;
    private bool _isBroken;

    internal SocketTransport(Socket socket)
    {
        Socket = socket;
        socket.Blocking = false;
        RemoteAddress = ClientSocket.Prepare(socket);
    }

    /// <inheritdoc/>
    public string RemoteAddress { get; }

    /// <inheritdoc/>
    public bool CanReceive => IsReady(SelectMode.SelectRead);

    /// <inheritdoc/>
    public bool CanSend
    {
        get
        {
            bool canSend = FlushRest() && IsReady(SelectMode.SelectWrite);
            IsSendAwaited = !canSend;
            return canSend;
        }
    }

    internal Socket Socket { get; }

    internal bool IsClosed { get; private set; }

    /// <summary>
    /// Whether bytes that arrive are news to the server. Not while it leaves unread what it has been woken for
    /// already, nor after the stream's end: waiting for either would end at once, again and again.
    /// </summary>
    internal bool IsReceiveAwaited { get; private set; } = true;

    /// <summary>Whether the server was told that it cannot send now, or bytes are still on their way out.</summary>
    internal bool IsSendAwaited { get; private set; }

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        int received = 0;
        if (IsUsable)
        {
            received = Socket.Receive(buffer, offset, count, SocketFlags.None, out SocketError error);
            NoteError(error);
        }

        IsReceiveAwaited = received > 0;
        return received;
    }

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int count)
    {
        if (_restCount > 0 || !TrySend(buffer, offset, count, out int sent))
        {
            return false;
        }

        if (sent < count)
        {
            _restOffset = 0;
            _restCount = count - sent;
            Array.Copy(buffer, offset + sent, _rest, 0, _restCount);
            IsSendAwaited = true;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Close()
    {
        if (IsClosed)
        {
            return;
        }

        FlushRest();

        // Closing with bytes unread makes the kernel send a reset, and a reset takes from the peer what it has not read
        // yet, such as the answer that says why its request was refused. At most 256 KB: a flood must not hold us here.
        for (int i = 0; i < 16 && Receive(Discarded, 0, Discarded.Length) > 0; i++)
        {
        }

        IsClosed = true;
        Socket.Close();
    }

    /// <summary>Takes what a wait has found out about this connection.</summary>
    internal void NoteReady(bool canReceive, bool canSend)
    {
        if (canReceive)
        {
            IsReceiveAwaited = false;
        }

        if (canSend)
        {
            IsSendAwaited = !FlushRest();
        }
    }

    private bool IsUsable => !_isBroken && !IsClosed;

    // A broken connection is ready for everything: the call that follows tells.
    private bool IsReady(SelectMode mode)
    {
        try
        {
            return !IsUsable || Socket.Poll(0, mode);
        }
        catch (SocketException)
        {
            _isBroken = true;
            return true;
        }
    }

    private bool FlushRest()
    {
        if (_restCount > 0 && TrySend(_rest, _restOffset, _restCount, out int sent))
        {
            _restOffset += sent;
            _restCount -= sent;
        }

        return _restCount == 0 || !IsUsable;
    }

    private bool TrySend(byte[] buffer, int offset, int count, out int sent)
    {
        sent = 0;
        if (IsUsable)
        {
            sent = Socket.Send(buffer, offset, count, SocketFlags.None, out SocketError error);
            NoteError(error);
        }

        return IsUsable;
    }

    private void NoteError(SocketError error) => _isBroken |= error is not (SocketError.Success or SocketError.WouldBlock);
}
