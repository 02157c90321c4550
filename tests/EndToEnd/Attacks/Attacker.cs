using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sensorcast.Tests.AttackTests;

/// <summary>A connection over which anything may be sent.</summary>
internal sealed class Attacker : IDisposable
{
    /// <summary>How long an answer, or the end, may take in milliseconds: reaching it is a failure, not a measurement.</summary>
    private const int WaitLimit = 30_000;

    /// <summary>Enough for anything that is sent here at once: no attacker has to read in order to go on sending.</summary>
    private const int SendBufferSize = 512 * 1024;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        ReceiveTimeout = WaitLimit,
        SendTimeout = WaitLimit,
        SendBufferSize = SendBufferSize,
    };

    /// <param name="url">Where the Host is.</param>
    /// <param name="from">The address to come from; <see langword="null"/>: the usual one.</param>
    /// <param name="receiveBufferSize">How much the kernel buffers for an attacker that does not read; 0 for its default.</param>
    /// <param name="connectTime">How long connecting may take in milliseconds; 0 for as long as the kernel tries.</param>
    /// <exception cref="SocketException">It cannot connect.</exception>
    public Attacker(Uri url, IPAddress? from = null, int receiveBufferSize = 0, int connectTime = 0)
    {
        if (receiveBufferSize > 0)
        {
            _socket.ReceiveBufferSize = receiveBufferSize;
        }

        if (from is not null)
        {
            _socket.Bind(new IPEndPoint(from, 0));
        }

        var host = new IPEndPoint(IPAddress.Loopback, url.Port);
        if (connectTime == 0)
        {
            _socket.Connect(host);
        }
        else
        {
            ConnectFast(host, connectTime);
        }
    }

    /// <summary>Whether the Host has ended the connection, as far as this shows without reading.</summary>
    public bool IsEnded => HasData && _socket.Available == 0;

    /// <summary>Whether the Host has sent something, or ended the connection.</summary>
    public bool HasData => _socket.Poll(0, SelectMode.SelectRead);

    /// <summary>Sends all of a request, a character a byte.</summary>
    /// <returns>Whether the Host still accepted it.</returns>
    public bool Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends all.</summary>
    /// <returns>Whether the Host still accepted it.</returns>
    public bool Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int sent = _socket.Send(bytes, SocketFlags.None, out SocketError error);
            if (error == SocketError.TimedOut)
            {
                throw new AssertFailedException("The Host neither reads nor ends the connection.");
            }

            if (error != SocketError.Success)
            {
                return false;
            }

            bytes = bytes[sent..];
        }

        return true;
    }

    /// <summary>Ends the sending side of the connection.</summary>
    public void FinishSending()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The Host has ended the connection already.
        }
    }

    /// <summary>Ends the connection with a reset instead of a FIN.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <summary>Reads the next bytes, at least one.</summary>
    /// <returns>How many; 0 at the end.</returns>
    public int Receive(byte[] buffer) => Receive(buffer, out _);

    /// <summary>Reads until the Host ends the connection; fails if it does not.</summary>
    /// <param name="wasReset">Whether it was a reset instead of a FIN.</param>
    public byte[] ReadToEnd(out bool wasReset)
    {
        var bytes = new MemoryStream();
        byte[] buffer = new byte[16 * 1024];
        while (Receive(buffer, out wasReset) is int count and > 0)
        {
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what the Host answers before it ends the connection.</summary>
    public Answer ReadAnswer() => Answer.Read(ReadToEnd(out _));

    public void Dispose() => _socket.Dispose();

    /// <summary>The kernel would try again after a second, then after three: a flood does not wait for that.</summary>
    private void ConnectFast(IPEndPoint host, int time)
    {
        _socket.Blocking = false;
        try
        {
            _socket.Connect(host);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
        {
            if (!_socket.Poll(TimeSpan.FromMilliseconds(time), SelectMode.SelectWrite))
            {
                _socket.Dispose();
                throw new SocketException((int)SocketError.TimedOut);
            }
        }

        _socket.Blocking = true;
    }

    private int Receive(byte[] buffer, out bool wasReset)
    {
        int count = _socket.Receive(buffer, 0, buffer.Length, SocketFlags.None, out SocketError error);
        if (error is SocketError.TimedOut or SocketError.WouldBlock)
        {
            throw new AssertFailedException("The Host neither answers nor ends the connection.");
        }

        wasReset = error != SocketError.Success;
        return count;
    }
}
