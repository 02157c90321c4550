using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>RFC 6455's own examples, byte by byte through a bare socket.</summary>
[TestClass]
public class RawSocketTests
{
    /// <summary>Section 1.2, with a path that exists and an origin that may connect.</summary>
    private const string Request =
        "GET /echo HTTP/1.1\r\n" +
        "Host: server.example.com\r\n" +
        "Upgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
        "Origin: http://server.example.com\r\n" +
        "Sec-WebSocket-Protocol: chat, superchat\r\n" +
        "Sec-WebSocket-Version: 13\r\n" +
        "\r\n";

    /// <summary>Section 1.2, without the subprotocol: ours speaks none of those offered.</summary>
    private const string Response =
        "HTTP/1.1 101 Switching Protocols\r\n" +
        "Upgrade: websocket\r\n" +
        "Connection: Upgrade\r\n" +
        "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n" +
        "\r\n";

    /// <summary>Section 5.7: a masked text "Hello", the same unmasked as a server sends it, and a ping and its pong.</summary>
    private static readonly byte[] MaskedHello = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
    private static readonly byte[] Hello = [0x81, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f];
    private static readonly byte[] MaskedPing = [0x89, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
    private static readonly byte[] Pong = [0x8a, 0x05, 0x48, 0x65, 0x6c, 0x6c, 0x6f];

    /// <summary>1000, masked with zeros, and its echo.</summary>
    private static readonly byte[] MaskedClose = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8];
    private static readonly byte[] Close = [0x88, 0x02, 0x03, 0xe8];

    [TestMethod, Timeout(Limits.Test)]
    public void Shakes_hands_and_talks_byte_by_byte()
    {
        using LiveHost host = Serve();
        using Socket socket = Connect(host);

        SendByteByByte(socket, Encoding.ASCII.GetBytes(Request));
        Assert.AreEqual(Response, Encoding.ASCII.GetString(Read(socket, Response.Length)));
        SendByteByByte(socket, MaskedPing);
        CollectionAssert.AreEqual(Pong, Read(socket, Pong.Length));
        SendByteByByte(socket, MaskedHello);
        Assert.AreEqual("Hello", ReadEcho(socket, 5));
        SendByteByByte(socket, MaskedClose);
        CollectionAssert.AreEqual(Close, Read(socket, Close.Length));
        Assert.AreEqual(0, socket.Receive(new byte[1]), "the server closes the connection first (section 7.1.1)");
    }

    [TestMethod, Timeout(Limits.Test)]
    public void Shakes_hands_and_talks_in_one_piece()
    {
        using LiveHost host = Serve();
        using Socket socket = Connect(host);

        socket.Send([.. Encoding.ASCII.GetBytes(Request), .. MaskedHello, .. MaskedPing, .. MaskedClose]);

        byte[] expected = [.. Encoding.ASCII.GetBytes(Response), .. Hello, .. Pong, .. Close];
        CollectionAssert.AreEqual(expected, Read(socket, expected.Length));
        Assert.AreEqual(0, socket.Receive(new byte[1]));
    }

    /// <summary>
    /// Safari is known to send a frame in TCP segments that part its masking key. Here each frame is parted at each byte of
    /// its header and key, and the second part goes out only when the server has read the first one: the answer to the ping
    /// that is sent with it shows that.
    /// </summary>
    [TestMethod, Timeout(Limits.Test)]
    public void Reads_a_masking_key_that_comes_in_two_segments()
    {
        using LiveHost host = Serve();
        using Socket socket = Connect(host);
        socket.Send(Encoding.ASCII.GetBytes(Request));
        Read(socket, Response.Length);

        byte[][] headers = [[0x81, 0x80 | 100], [0x81, 0x80 | 126, 1, 44], [0x81, 0x80 | 127, 0, 0, 0, 0, 0, 1, 0, 0]];
        foreach (byte[] header in headers)
        {
            int length = header.Length == 2 ? 100 : header.Length == 4 ? 300 : 65536;
            byte[] key = [0x37, 0xfa, 0x21, 0x3d];
            byte[] frame = [.. header, .. key, .. Enumerable.Range(0, length).Select(i => (byte)('x' ^ key[i % 4]))];
            for (int cut = 1; cut <= header.Length + key.Length; cut++)
            {
                socket.Send([.. MaskedPing, .. frame[..cut]]);
                CollectionAssert.AreEqual(Pong, Read(socket, Pong.Length));
                socket.Send(frame.AsSpan(cut));
                Assert.AreEqual(new string('x', length), ReadEcho(socket, length), $"parted after {cut} bytes");
            }
        }
    }

    /// <summary>A server that the requests are for.</summary>
    private static LiveHost Serve() => new(0, "--host-name", "server.example.com");

    private static Socket Connect(LiveHost host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = Limits.Wait,
        };
        socket.Connect(host.Url.Host, host.Url.Port);
        return socket;
    }

    private static void SendByteByByte(Socket socket, byte[] bytes)
    {
        foreach (byte b in bytes)
        {
            socket.Send([b]);
            Thread.Sleep(1);
        }
    }

    private static byte[] Read(Socket socket, int count)
    {
        byte[] bytes = new byte[count];
        for (int have = 0; have < count;)
        {
            int received = socket.Receive(bytes, have, count - have, SocketFlags.None);
            Assert.AreNotEqual(0, received, $"the connection ended after {have} of {count} bytes");
            have += received;
        }

        return bytes;
    }

    /// <summary>Reads a text, in as many frames as the server makes of it.</summary>
    private static string ReadEcho(Socket socket, int length)
    {
        var text = new StringBuilder();
        byte opcode = 1;
        bool isLast = false;
        while (!isLast)
        {
            byte[] head = Read(socket, 2);
            Assert.AreEqual(opcode, head[0] & 0x7f);
            isLast = (head[0] & 0x80) != 0;
            opcode = 0;
            int size = head[1] < 126 ? head[1] : BinaryPrimitives.ReadUInt16BigEndian(Read(socket, 2));
            text.Append(Encoding.UTF8.GetString(Read(socket, size)));
        }

        Assert.AreEqual(length, text.Length);
        return text.ToString();
    }
}
