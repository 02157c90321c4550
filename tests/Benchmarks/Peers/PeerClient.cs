using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>A client that costs as little as possible: it knows how long each answer is.</summary>
internal sealed class PeerClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];

    /// <summary>Connects and shakes hands.</summary>
    public async Task OpenAsync(IPEndPoint server, string path)
    {
        await _socket.ConnectAsync(server);
        await SendAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"));

        // A byte at a time: what follows the head is the first frame.
        StringBuilder head = new();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await ReceiveAsync(1);
            head.Append((char)_buffer[0]);
        }

        if (!head.ToString().StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{server}{path} answered {head}");
        }
    }

    /// <summary>Reads broadcast messages until the end.</summary>
    public async Task WatchAsync(PeerWatch watch, CancellationToken end)
    {
        const int FrameSize = 2 + PeerProtocol.BroadcastSize;
        int have = 0;
        try
        {
            while (true)
            {
                int received = await _socket.ReceiveAsync(_buffer.AsMemory(have), end);
                if (received == 0)
                {
                    throw new InvalidOperationException("The server ended the connection.");
                }

                have += received;
                int start = 0;
                for (; have - start >= FrameSize; start += FrameSize)
                {
                    watch.Add(PeerProtocol.Now - PeerProtocol.ReadTime(_buffer.AsSpan(start + 2)));
                }

                _buffer.AsSpan(start, have - start).CopyTo(_buffer);
                have -= start;
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    /// <summary>Sends a message and reads its echo, until the end.</summary>
    /// <returns>How often.</returns>
    public async Task<int> EchoAsync(int size, CancellationToken end)
    {
        byte[] frame = MaskedFrame(0x82, size);
        int echoSize = (size < 126 ? 2 : 4) + size;
        int count = 0;
        for (; !end.IsCancellationRequested; count++)
        {
            await SendAsync(frame);
            await ReceiveAsync(echoSize);
        }

        return count;
    }

    /// <summary>Closes, and waits until the server has ended the connection.</summary>
    public async Task CloseAsync()
    {
        byte[] frame = MaskedFrame(0x88, 2);
        frame[6] = 1000 >> 8;
        frame[7] = 1000 & 0xFF;
        await SendAsync(frame);
        while (await _socket.ReceiveAsync(_buffer) > 0)
        {
        }
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The masking key is 0: what it is costs a server nothing else.</summary>
    private static byte[] MaskedFrame(byte first, int size)
    {
        byte[] header = size < 126 ? [first, (byte)(0x80 | size)] : [first, 0x80 | 126, (byte)(size >> 8), (byte)size];
        return [.. header, 0, 0, 0, 0, .. new byte[size]];
    }

    private async Task SendAsync(byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent));
        }
    }

    private async Task ReceiveAsync(int count)
    {
        for (int have = 0; have < count;)
        {
            int received = await _socket.ReceiveAsync(_buffer.AsMemory(have, count - have));
            have += received > 0 ? received : throw new InvalidOperationException("The server ended the connection.");
        }
    }
}
