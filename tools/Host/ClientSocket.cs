using System.Net;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>What the sockets of all clients have in common.</summary>
internal static class ClientSocket
{
    /// <summary>How long the last words to a client may take, in milliseconds.</summary>
    internal const int CloseTimeout = 2000;

    /// <summary>
    /// What the kernel may hold back for a slow client: little, because what lies there is old by the time it
    /// arrives, and enough. Linux calls a socket writable when a third of the buffer is free: a third of 16 KB (which
    /// Linux doubles, and from which it also pays its own bookkeeping) is well over <see cref="WebServer.MaxSendSize"/>.
    /// </summary>
    private const int SendBufferSize = 16 * 1024;

    /// <summary>
    /// Sets what every connection needs: of a client's socket, or, on Linux, of the listener, from which its connections have it.
    /// </summary>
    /// <exception cref="SocketException">The client is gone already.</exception>
    internal static void SetOptions(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = SendBufferSize;
    }

    /// <summary>A client's address and port, for people to read.</summary>
    internal static string Text(IPEndPoint peer) =>
        (peer.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(peer.Address.MapToIPv4(), peer.Port) : peer).ToString();
}
