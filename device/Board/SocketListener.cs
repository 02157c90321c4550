using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Board;

/// <summary>
/// Listens for TCP connections on every address that the board has. When listening fails, the debug output says so, and a second later it
/// starts again.
/// </summary>
public sealed class SocketListener : IListener
{
    private const int Backlog = 4;
    private const int RetryTime = 1000;

    private readonly int _port;
    private Socket _socket;
    private long _nextTry = long.MinValue;

    /// <summary>Makes a listener; it starts with the first <see cref="Accept"/>.</summary>
    /// <param name="port">The TCP port, 80 for HTTP.</param>
    public SocketListener(int port)
    {
        _port = port;
    }

    /// <inheritdoc/>
    public ITransport Accept()
    {
        try
        {
            if (_socket == null && !Open())
            {
                return null;
            }

            return _socket.Poll(0, SelectMode.SelectRead) ? new SocketTransport(_socket.Accept()) : null;
        }
        catch (SocketException e)
        {
            Debug.WriteLine("Error: cannot listen on port " + _port + ": " + e.ErrorCode);
            Close();
            return null;
        }
    }

    private bool Open()
    {
        long now = Environment.TickCount64;
        if (now < _nextTry)
        {
            return false;
        }

        _nextTry = now + RetryTime;
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(IPAddress.Any, _port));
        _socket.Listen(Backlog);
        return true;
    }

    private void Close()
    {
        if (_socket != null)
        {
            _socket.Close();
            _socket = null;
        }
    }
}
