using System.Net;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>Listens for TCP connections, and waits for whatever happens next on any of them.</summary>
public sealed class SocketListener : IWaitingListener
{
    private readonly Socket _socket;
    private readonly List<SocketTransport> _transports = [];
    private readonly List<Socket> _readable = [];
    private readonly List<Socket> _writable = [];
    private bool _isAcceptAwaited = true;

    /// <summary>Starts listening.</summary>
    /// <param name="address">The address to listen on; <see cref="IPAddress.IPv6Any"/> includes IPv4.</param>
    /// <param name="port">The port, or 0 for any that is free: <see cref="EndPoint"/> then tells which.</param>
    /// <exception cref="SocketException">The address is not this machine's or the port is taken.</exception>
    public SocketListener(IPAddress address, int port)
    {
        _socket = ListeningSocket.Open(address, port);
        _socket.Blocking = false;
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
    }

    /// <inheritdoc/>
    public IPEndPoint EndPoint { get; }

    /// <inheritdoc/>
    public ITransport? Accept()
    {
        Socket? socket = null;
        try
        {
            _isAcceptAwaited = true;
            if (!_socket.Poll(0, SelectMode.SelectRead))
            {
                return null;
            }

            socket = _socket.Accept();
            var transport = new SocketTransport(socket);
            _transports.Add(transport);
            return transport;
        }
        catch (SocketException)
        {
            // The one that waited is gone, or this process may open no more files. In that case it goes on waiting: to
            // be woken for it again would be a busy loop, so the next attempt is the next step's.
            _isAcceptAwaited = false;
            socket?.Dispose();
            return null;
        }
    }

    /// <inheritdoc/>
    public void Wait(int milliseconds)
    {
        _readable.Clear();
        _writable.Clear();
        if (_isAcceptAwaited)
        {
            _readable.Add(_socket);
        }

        _transports.RemoveAll(static transport => transport.IsClosed);
        foreach (SocketTransport transport in _transports)
        {
            if (transport.IsReceiveAwaited)
            {
                _readable.Add(transport.Socket);
            }

            if (transport.IsSendAwaited)
            {
                _writable.Add(transport.Socket);
            }
        }

        if (_readable.Count + _writable.Count == 0)
        {
            // Select refuses to wait for nothing.
            Thread.Sleep(milliseconds);
            return;
        }

        // Select leaves in the lists only those that are ready.
        Socket.Select(_readable, _writable, null, TimeSpan.FromMilliseconds(milliseconds));
        if (_readable.Contains(_socket))
        {
            _isAcceptAwaited = false;
        }

        foreach (SocketTransport transport in _transports)
        {
            transport.NoteReady(_readable.Contains(transport.Socket), _writable.Contains(transport.Socket));
        }
    }

    /// <summary>Stops listening and closes every connection.</summary>
    public void Dispose()
    {
        _socket.Dispose();
        foreach (SocketTransport transport in _transports)
        {
            transport.Close();
        }
    }
}
