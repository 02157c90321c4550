using System.Net;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>The options that the sockets of all clients share.</summary>
internal static class ClientSocket
{
    /// <summary>How long a closed connection may take to send the rest, in milliseconds.</summary>
    internal const int CloseTimeout = 2000;

    /// <summary>
    /// The send buffer of the kernel: small, because readings in it are old by the time they arrive, and large
    /// enough. Linux calls a socket writable when a third of the buffer is free: a third of 16 KB (which Linux doubles,
    /// and which includes its own overhead) is well over <see cref="WebServer.MaxSendSize"/>.
    /// </summary>
    private const int SendBufferSize = 16 * 1024;

    /// <summary>
    /// Sets the options of a client's socket or, on Linux, of the listener, whose connections inherit them.
    /// </summary>
    /// <exception cref="SocketException">The client has disconnected already.</exception>
    internal static void SetOptions(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = SendBufferSize;
    }

    /// <summary>A client's address and port, for people to read.</summary>
    internal static string Text(IPEndPoint peer) =>
        (peer.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(peer.Address.MapToIPv4(), peer.Port) : peer).ToString();
}
