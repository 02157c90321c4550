using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Benchmarks.Load;

/// <summary>A WebSocket client that costs as little as possible: it knows what each answer is.</summary>
internal abstract class LoadClient(IPEndPoint server, string path, string? subprotocol = null) : IDisposable
{
    private const int BufferSize = 16 * 1024;
    private const int Masked = 0x80;
    private const int LongLength = 126;

    // Not 0: a server may leave out the unmasking of such a key.
    private static readonly byte[] MaskingKey = [0x37, 0xFA, 0x21, 0x3D];

    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + (subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n") + "\r\n");

    private readonly byte[] _buffer = new byte[BufferSize];
    private LoadLoop? _loop;
    private Socket? _socket;

    // What has arrived and was not used: frames may follow the head of the 101 at once.
    private int _count;
    private bool _isOpen;

    /// <summary>Connects and requests a WebSocket; the rest runs in the loop's thread.</summary>
    public void Connect(LoadLoop loop)
    {
        _loop = loop;
        _count = 0;
        _isOpen = false;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(server);
        _socket.Blocking = false;
        loop.Add((int)_socket.Handle, this);
        Send(_request);
    }

    /// <summary>Takes what has arrived.</summary>
    public void Receive()
    {
        // A receive that does not fill the buffer has taken everything, except the end of the stream.
        bool more = true;
        while (more)
        {
            int received = _socket!.Receive(_buffer.AsSpan(_count), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock)
            {
                return;
            }

            if (error != SocketError.Success)
            {
                throw new InvalidOperationException($"{server}{path}: {error}");
            }

            if (received == 0)
            {
                End();
                return;
            }

            _count += received;
            more = _count == _buffer.Length || IsClosing;
            Use();
        }
    }

    public void Dispose() => _socket?.Dispose();

    /// <summary>Whether the server is to end the connection.</summary>
    protected bool IsClosing { get; private set; }

    /// <summary>The server has accepted WebSocket.</summary>
    protected virtual void Opened()
    {
    }

    /// <summary>Takes frames.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <returns>How many of the bytes it has used; the others are passed again, with those that follow.</returns>
    protected abstract int Take(ReadOnlySpan<byte> bytes);

    /// <summary>The server has ended the connection, as expected.</summary>
    protected virtual void Ended()
    {
    }

    /// <summary>Sends bytes. There is always room: few bytes are in flight to the server at any time.</summary>
    protected void Send(byte[] bytes)
    {
        int sent = _socket!.Send(bytes, SocketFlags.None, out SocketError error);
        if (sent != bytes.Length)
        {
            throw new InvalidOperationException($"{server}{path}: sent {sent} of {bytes.Length} bytes: {error}");
        }
    }

    /// <summary>Sends a close frame, after which the server ends the connection.</summary>
    protected void Close()
    {
        IsClosing = true;
        Send(MaskedFrame(0x88, [1000 >> 8, 1000 & 0xFF]));
    }

    /// <summary>Connects anew, after <see cref="Ended"/>.</summary>
    protected void Reconnect() => Connect(_loop!);

    /// <summary>Makes a frame of a message.</summary>
    protected static byte[] MaskedFrame(byte first, byte[] payload)
    {
        byte[] header = payload.Length < LongLength
            ? [first, (byte)(Masked | payload.Length)]
            : [first, Masked | LongLength, (byte)(payload.Length >> 8), (byte)payload.Length];
        byte[] frame = [.. header, .. MaskingKey, .. payload];
        for (int i = 0; i < payload.Length; i++)
        {
            frame[header.Length + MaskingKey.Length + i] ^= MaskingKey[i % MaskingKey.Length];
        }

        return frame;
    }

    /// <summary>Finds the first frame.</summary>
    /// <returns>Whether it is complete.</returns>
    protected static bool TryFindFrame(ReadOnlySpan<byte> bytes, out Range payload)
    {
        int header = 2;
        int length = bytes.Length < header ? 0 : bytes[1];
        if (length >= LongLength)
        {
            header = 4;
            length = bytes.Length < header ? 0 : (bytes[2] << 8) | bytes[3];
        }

        payload = header..(header + length);
        return bytes.Length >= header + length;
    }

    private void Use()
    {
        int used = 0;
        if (!_isOpen)
        {
            used = TakeHead();
            if (!_isOpen)
            {
                return;
            }

            Opened();
            _loop!.ConnectNext();
        }

        used += Take(_buffer.AsSpan(used, _count - used));
        _count -= used;
        _buffer.AsSpan(used, _count).CopyTo(_buffer);
    }

    private int TakeHead()
    {
        ReadOnlySpan<byte> head = _buffer.AsSpan(0, _count);
        int end = head.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        if (!head.StartsWith("HTTP/1.1 101 "u8))
        {
            throw new InvalidOperationException($"{server}{path} answered {Encoding.ASCII.GetString(head[..end])}");
        }

        _isOpen = true;
        return end + 4;
    }

    private void End()
    {
        if (!IsClosing)
        {
            throw new InvalidOperationException($"{server}{path}: the server ended the connection.");
        }

        IsClosing = false;
        _loop!.Remove((int)_socket!.Handle);
        _socket.Dispose();
        Ended();
    }
}
