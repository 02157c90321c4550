using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>A client that costs as little as possible: it knows how long each answer is.</summary>
internal sealed class PeerClient : IDisposable
{
    // Not 0: a server may leave out the unmasking of such a key.
    private static readonly byte[] MaskingKey = [0x37, 0xFA, 0x21, 0x3D];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    // What has arrived and was not used: frames may follow the head of the 101 at once.
    private int _count;

    /// <summary>Connects and shakes hands.</summary>
    public async Task OpenAsync(IPEndPoint server, string path, string? subprotocol = null)
    {
        string offer = subprotocol is null ? "" : $"Sec-WebSocket-Protocol: {subprotocol}\r\n";
        await _socket.ConnectAsync(server);
        await SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{offer}\r\n"));

        int end;
        while ((end = _buffer.AsSpan(0, _count).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync(CancellationToken.None);
        }

        if (!_buffer.AsSpan(0, end).StartsWith("HTTP/1.1 101 "u8))
        {
            throw new InvalidOperationException($"{server}{path} answered {Encoding.ASCII.GetString(_buffer, 0, end)}");
        }

        Remove(end + 4);
    }

    /// <summary>Reads broadcast messages until the end.</summary>
    public async Task WatchAsync(PeerWatch watch, CancellationToken end)
    {
        const int FrameSize = 2 + PeerProtocol.BroadcastSize;
        try
        {
            while (true)
            {
                int start = 0;
                for (; _count - start >= FrameSize; start += FrameSize)
                {
                    watch.Add(PeerProtocol.Now - PeerProtocol.ReadTime(_buffer.AsSpan(start + 2)));
                }

                Remove(start);
                await ReceiveAsync(end);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    /// <summary>Reads whatever comes, until the end.</summary>
    public async Task DrainAsync(CancellationToken end)
    {
        try
        {
            while (true)
            {
                Remove(_count);
                await ReceiveAsync(end);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    /// <summary>Sends a message and reads its echo, until the end.</summary>
    public async Task EchoAsync(int size, PeerWatch watch, CancellationToken end)
    {
        byte[] message = [.. Enumerable.Range(0, size).Select(i => (byte)i)];
        byte[] frame = MaskedFrame(0x82, message);
        while (!end.IsCancellationRequested)
        {
            long start = PeerProtocol.Now;
            await SendAsync(frame);
            for (int have = 0; have < size;)
            {
                have += await ReceiveFrameAsync(message.AsMemory(have));
            }

            watch.Add(PeerProtocol.Now - start);
        }
    }

    /// <summary>Closes, and waits until the server has ended the connection.</summary>
    public async Task CloseAsync()
    {
        await SendAsync(MaskedFrame(0x88, [1000 >> 8, 1000 & 0xFF]));
        while (await _socket.ReceiveAsync(_buffer) > 0)
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] MaskedFrame(byte first, byte[] payload)
    {
        byte[] header = payload.Length < 126
            ? [first, (byte)(0x80 | payload.Length)]
            : [first, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        byte[] frame = [.. header, .. MaskingKey, .. payload];
        for (int i = 0; i < payload.Length; i++)
        {
            frame[header.Length + MaskingKey.Length + i] ^= MaskingKey[i % MaskingKey.Length];
        }

        return frame;
    }

    private async Task SendAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
        }
    }

    /// <summary>Receives a frame, in as many of which a server may echo a message as it likes (RFC 6455 section 5.4).</summary>
    /// <returns>How many of the bytes it has.</returns>
    private async ValueTask<int> ReceiveFrameAsync(ReadOnlyMemory<byte> expected)
    {
        const int MinHeaderSize = 2;
        const int MaxHeaderSize = 4;
        while (_count < MinHeaderSize || (_buffer[1] == 126 && _count < MaxHeaderSize))
        {
            await ReceiveAsync(CancellationToken.None);
        }

        bool isShort = _buffer[1] < 126;
        int header = isShort ? MinHeaderSize : MaxHeaderSize;
        int size = isShort ? _buffer[1] : (_buffer[2] << 8) | _buffer[3];
        while (_count < header + size)
        {
            await ReceiveAsync(CancellationToken.None);
        }

        if (size > expected.Length || !_buffer.AsSpan(header, size).SequenceEqual(expected.Span[..size]))
        {
            throw new InvalidOperationException("The echo is not what was sent.");
        }

        Remove(header + size);
        return size;
    }

    private async ValueTask ReceiveAsync(CancellationToken end)
    {
        int received = await _socket.ReceiveAsync(_buffer.AsMemory(_count), end);
        _count += received > 0 ? received : throw new InvalidOperationException("The server ended the connection.");
    }

    private void Remove(int count)
    {
        _count -= count;
        _buffer.AsSpan(count, _count).CopyTo(_buffer);
    }
}
