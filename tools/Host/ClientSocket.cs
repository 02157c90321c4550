using System.Net;
using System.Net.Sockets;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>Prepares the socket of a client that has connected.</summary>
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

    /// <summary>Sets what every connection needs.</summary>
    /// <returns>The client's address and port, for people to read.</returns>
    /// <exception cref="SocketException">The client is gone already.</exception>
    internal static string Prepare(Socket socket)
    {
        socket.NoDelay = true;
        socket.SendBufferSize = SendBufferSize;

        var peer = (IPEndPoint)socket.RemoteEndPoint!;
        if (peer.Address.IsIPv4MappedToIPv6)
        {
            peer = new IPEndPoint(peer.Address.MapToIPv4(), peer.Port);
        }

        return peer.ToString();
    }
}
