using System;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Tests.Network;

/// <summary>A TCP connection to the server for what no HTTP client would send.</summary>
internal sealed class RawClient : IDisposable
{
    private const int Timeout = 15000;

    private readonly Socket _socket;

    internal RawClient()
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Connect(new IPEndPoint(RunningServer.Address, RunningServer.Port));
        _socket.SendTimeout = Timeout;
        _socket.ReceiveTimeout = Timeout;
    }

    /// <summary>Requests the stream or the echo.</summary>
    /// <param name="path">Where.</param>
    /// <param name="moreHeaders">Further lines, each with its end.</param>
    internal static string Upgrade(string path, string moreHeaders)
    {
        return "GET " + path + " HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + moreHeaders + "\r\n";
    }

    /// <summary>Sends a request and reads the head of what answers it.</summary>
    internal static string Request(string request)
    {
        using RawClient client = new RawClient();
        client.Send(request);
        return client.ReceiveHead();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Close();
    }

    internal void Send(string text)
    {
        Send(Encoding.UTF8.GetBytes(text));
    }

    internal void Send(byte[] bytes)
    {
        Assert.AreEqual(bytes.Length, _socket.Send(bytes));
    }

    /// <summary>Reads up to the empty line, and nothing after it.</summary>
    internal string ReceiveHead()
    {
        string head = string.Empty;
        while (!head.EndsWith("\r\n\r\n"))
        {
            head += (char)Receive(1)[0];
        }

        return head;
    }

    /// <summary>Reads a frame without a mask of at most 65,535 bytes: its two first bytes, and its payload.</summary>
    internal byte[] ReceiveFrame(out byte first)
    {
        byte[] header = Receive(2);
        first = header[0];
        int length = header[1];
        if (length == 126)
        {
            byte[] extended = Receive(2);
            length = (extended[0] << 8) | extended[1];
        }

        Assert.IsTrue(length <= 65535 && header[1] < 127, "A server masks nothing and sends no frame that long");
        return Receive(length);
    }

    private byte[] Receive(int count)
    {
        byte[] bytes = new byte[count];
        for (int received = 0; received < count;)
        {
            int more = _socket.Receive(bytes, received, count - received, SocketFlags.None);
            Assert.IsTrue(more > 0, "The connection ended");
            received += more;
        }

        return bytes;
    }
}
