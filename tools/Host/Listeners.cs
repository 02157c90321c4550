using System.Net;
using System.Net.Sockets;
using Sensorcast.Host.Epoll;
using Sensorcast.Host.Streams;
using Sensorcast.Host.Tls;

namespace Sensorcast.Host;

/// <summary>Chooses the fastest listener of this system.</summary>
public static class Listeners
{
    /// <summary>Starts listening.</summary>
    /// <param name="address">The address to listen on; <see cref="IPAddress.IPv6Any"/> includes IPv4.</param>
    /// <param name="port">The port, or 0 for any that is free: <see cref="IWaitingListener.EndPoint"/> then says which.</param>
    /// <param name="certificate">The certificate for TLS; <see langword="null"/> for plain TCP.</param>
    /// <exception cref="SocketException">The address is not this machine's or the port is taken.</exception>
    public static IWaitingListener Open(IPAddress address, int port, ServerCertificate? certificate = null) =>
        certificate is null && OperatingSystem.IsLinux()
            ? new EpollListener(address, port) : new StreamListener(address, port, certificate);
}
