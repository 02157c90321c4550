using System.Net;
using System.Net.Sockets;

namespace Sensorcast.Host;

/// <summary>Opens the socket that connections come from.</summary>
internal static class ListeningSocket
{
    private const int Backlog = 128;

    /// <summary>Starts listening.</summary>
    /// <param name="address">The address to listen on; <see cref="IPAddress.IPv6Any"/> includes IPv4.</param>
    /// <param name="port">The port, or 0 for any that is free.</param>
    /// <exception cref="SocketException">The address is not this machine's or the port is taken.</exception>
    internal static Socket Open(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // No option for reuse or exclusive use: .NET's default is right everywhere. A second server cannot take the
            // port, and a restart can, although old connections linger in TIME_WAIT (on Unix .NET sets SO_REUSEADDR; on
            // Windows only ExclusiveAddressUse would make them count).
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
