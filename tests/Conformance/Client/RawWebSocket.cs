using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>
/// A WebSocket client at the level of bytes: sends any octets, cut as requested, and checks the answers strictly. It reads on
/// a thread of its own, so that it takes an echo while it sends; it answers nothing by itself.
/// </summary>
internal sealed class RawWebSocket : IDisposable
{
    /// <summary>The longest that a send may take: reaching it means that the server has stopped reading.</summary>
    private const int SendTimeout = 60_000;

    private const int HandshakeTimeout = 10_000;
    private const int MaxHeadSize = 4096;

    // RFC 6455's own example (section 1.3).
    private const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
    private const string Accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        SendTimeout = SendTimeout,
        ReceiveTimeout = HandshakeTimeout,
    };

    private readonly Thread _reader;
    private readonly Lock _frameLock = new();
    private readonly ServerFrames _frames = new();
    private readonly AutoResetEvent _news = new(initialState: false);
    private TcpEnd _end;

    /// <summary>Connects to <c>/echo</c> on this machine and shakes hands.</summary>
    /// <param name="port">The server's port.</param>
    /// <param name="offers">Further header lines, each ended by CR LF.</param>
    public RawWebSocket(int port, string offers = "")
    {
        _reader = new Thread(ReadFrames) { IsBackground = true };
        _socket.Connect(IPAddress.Loopback, port);
        _socket.Send(Encoding.ASCII.GetBytes(
            $"GET /echo HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            $"Sec-WebSocket-Key: {Key}\r\nSec-WebSocket-Version: 13\r\n{offers}\r\n"));
        Head = ReadHead();
        Assert.StartsWith("HTTP/1.1 101 ", Head);
        Assert.Contains($"\r\nSec-WebSocket-Accept: {Accept}\r\n", Head);
        _socket.ReceiveTimeout = 0;
        _reader.Start();
    }

    /// <summary>The head of the server's answer to the handshake.</summary>
    public string Head { get; }

    /// <summary>How many messages, pings and pongs have come.</summary>
    public int ReceivedCount => Look(frames => frames.Received.Count);

    /// <summary>The server's close frame, once it has come.</summary>
    public ServerClose? Close => Look(frames => frames.Close);

    /// <summary>How the server has ended the TCP connection.</summary>
    public TcpEnd End => Look(_ => _end);

    /// <summary>Whether the server sends nothing any more: it has closed, dropped the connection or broken a rule.</summary>
    public bool IsOver => Look(frames => frames.Close is not null || frames.Violation is not null || _end != TcpEnd.None);

    /// <summary>The first rule that the server broke.</summary>
    public string? Violation => Look(frames => frames.Violation);

    /// <summary>All messages, pings and pongs that have come.</summary>
    public IReadOnlyList<Received> Received => Look(frames => frames.Received.ToArray());

    /// <summary>Sends octets.</summary>
    /// <param name="octets">The octets.</param>
    /// <param name="chop">How many octets go out at a time; 0 for all at once.</param>
    public void Send(ReadOnlySpan<byte> octets, int chop = 0)
    {
        try
        {
            while (octets.Length > 0)
            {
                int count = chop == 0 ? octets.Length : Math.Min(chop, octets.Length);
                for (ReadOnlySpan<byte> rest = octets[..count]; rest.Length > 0;)
                {
                    rest = rest[_socket.Send(rest)..];
                }

                octets = octets[count..];
                if (chop == 1)
                {
                    Thread.Yield();
                }
            }
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.TimedOut)
        {
            // The server has dropped the connection: the reader records how.
        }
    }

    /// <summary>Waits until the messages of the server make a condition true.</summary>
    /// <returns>Whether it came true in time.</returns>
    public bool WaitFor(Func<RawWebSocket, bool> condition, TimeSpan limit)
    {
        long end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (!condition(this))
        {
            long left = end - Environment.TickCount64;
            if (left <= 0)
            {
                return false;
            }

            _news.WaitOne((int)left);
        }

        return true;
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (_reader.IsAlive)
        {
            _reader.Join();
        }

        _news.Dispose();
    }

    private T Look<T>(Func<ServerFrames, T> at)
    {
        lock (_frameLock)
        {
            return at(_frames);
        }
    }

    // Octet by octet, so that no octet of the first frame is read.
    private string ReadHead()
    {
        byte[] octet = new byte[1];
        var head = new StringBuilder();
        while (head.Length < MaxHeadSize && _socket.Receive(octet) == 1)
        {
            head.Append((char)octet[0]);
            if (octet[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                break;
            }
        }

        return head.ToString();
    }

    private void ReadFrames()
    {
        byte[] buffer = new byte[64 * 1024];
        while (End == TcpEnd.None)
        {
            int count = 0;
            TcpEnd end = TcpEnd.None;
            try
            {
                count = _socket.Receive(buffer);
                end = count == 0 ? TcpEnd.Fin : TcpEnd.None;
            }
            catch (SocketException)
            {
                end = TcpEnd.Reset;
            }
            catch (ObjectDisposedException)
            {
                return;
            }

            lock (_frameLock)
            {
                _end = end;
                _frames.Read(buffer.AsSpan(0, count));
                if (end != TcpEnd.None)
                {
                    _frames.End();
                }
            }

            _news.Set();
        }
    }
}
