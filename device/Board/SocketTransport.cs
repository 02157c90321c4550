using System.Diagnostics;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Board;

/// <summary>One TCP connection, and the only owner of its socket. <see cref="SocketListener"/> makes one for each client.</summary>
public sealed class SocketTransport : ITransport
{
    /// <summary>
    /// What is asked for has room or is there already, by the answer of a poll. If the stack thinks otherwise, this bounds the wait, and
    /// the stream counts as torn.
    /// </summary>
    private const int MaxWait = 100;

    private const string Unknown = "a client that is gone";

    private Socket _socket;
    private bool _isBroken;

    // There once it is asked for: few programs ask for it, and to make it leaves garbage.
    private string _remoteAddress;

    /// <summary>Takes over a socket that is connected.</summary>
    /// <param name="socket">The socket, which this transport alone uses from now on.</param>
    public SocketTransport(Socket socket)
    {
        _socket = socket;
        try
        {
            socket.SendTimeout = MaxWait;
            socket.ReceiveTimeout = MaxWait;
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.NoDelay, true);
        }
        catch (SocketException)
        {
            _isBroken = true;
        }

        if (Debugger.IsAttached)
        {
            Debug.WriteLine("Connected: " + RemoteAddress);
        }
    }

    /// <inheritdoc/>
    public string RemoteAddress => _remoteAddress ??= ReadRemoteAddress();

    /// <inheritdoc/>
    public bool CanReceive => IsReady(SelectMode.SelectRead);

    /// <inheritdoc/>
    public bool CanSend => IsReady(SelectMode.SelectWrite);

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        try
        {
            return IsUsable ? _socket.Receive(buffer, offset, count, SocketFlags.None) : 0;
        }
        catch (SocketException e)
        {
            Break(e);
            return 0;
        }
    }

    /// <inheritdoc/>
    public SendResult Send(byte[] buffer, int offset, int count)
    {
        try
        {
            if (IsUsable && !_socket.Poll(0, SelectMode.SelectWrite))
            {
                return SendResult.NotNow;
            }

            if (IsUsable && _socket.Send(buffer, offset, count, SocketFlags.None) == count)
            {
                return SendResult.Sent;
            }

            // A short count tears the stream.
            _isBroken = true;
        }
        catch (SocketException e)
        {
            Break(e);
        }

        return SendResult.Broken;
    }

    /// <inheritdoc/>
    public bool LingersOnClose => false;

    /// <inheritdoc/>
    public void Close()
    {
        if (_socket != null)
        {
            if (Debugger.IsAttached)
            {
                Debug.WriteLine("Disconnected: " + RemoteAddress);
            }

            _socket.Close();
            _socket = null;
        }
    }

    private bool IsUsable => !_isBroken && _socket != null;

    // A broken connection is ready for everything: the call that follows finds out.
    private bool IsReady(SelectMode mode)
    {
        try
        {
            return !IsUsable || _socket.Poll(0, mode);
        }
        catch (SocketException e)
        {
            Break(e);
            return true;
        }
    }

    private string ReadRemoteAddress()
    {
        try
        {
            return IsUsable ? _socket.RemoteEndPoint.ToString() : Unknown;
        }
        catch (SocketException)
        {
            return Unknown;
        }
    }

    private void Break(SocketException e)
    {
        _isBroken = true;
        Debug.WriteLine("Error: connection of " + RemoteAddress + ": " + e.ErrorCode);
    }
}
