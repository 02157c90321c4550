using System.Net;
using System.Net.Sockets;

namespace Sensorcast.Host;

/// <summary>Finds the address at which other machines probably reach this one.</summary>
internal static class ReachableEndPoint
{
    /// <summary>Replaces the address of a server that listens on every address; another one stays.</summary>
    /// <param name="endPoint">Where the server listens.</param>
    /// <returns>The end point for clients.</returns>
    internal static IPEndPoint Of(IPEndPoint endPoint)
    {
        if (!endPoint.Address.Equals(IPAddress.Any) && !endPoint.Address.Equals(IPAddress.IPv6Any))
        {
            return endPoint;
        }

        IPAddress address = IPAddress.Loopback;
        try
        {
            // Connecting a UDP socket sends nothing; it only picks the address that the default route starts from.
            // The target is one of RFC 5737's, which no machine has.
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            probe.Connect(new IPAddress([192, 0, 2, 1]), 9);
            address = ((IPEndPoint)probe.LocalEndPoint!).Address;
        }
        catch (SocketException)
        {
            // No network: only this machine can reach it.
        }

        return new IPEndPoint(address, endPoint.Port);
    }
}
