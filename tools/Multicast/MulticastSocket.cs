using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sensorcast.Dns;

namespace Sensorcast.Multicast;

/// <summary>
/// Multicast DNS on the networks of this machine (RFC 6762 section 3). It shares the port with other responders such as avahi. The Host
/// and the command line compile this file.
/// </summary>
internal sealed class MulticastSocket : IDisposable
{
    // Of IPPROTO_IP, and of SOL_SOCKET on Linux: .NET's ReuseAddress alone is SO_REUSEPORT there, which shares the port only with
    // programs of the same user.
    private const int SolSocket = 1;
    private const int SoReuseAddress = 2;

    private static readonly IPEndPoint Group = new(new IPAddress([224, 0, 0, 251]), MulticastResponder.Port);

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly List<int> _interfaces = [];
    private readonly SocketAddress _source = new(AddressFamily.InterNetwork);

    /// <summary>Opens it on every network, or on one.</summary>
    /// <param name="only">The address of this machine on the one network; <see cref="IPAddress.Any"/> for all.</param>
    /// <exception cref="SocketException">The port cannot be shared.</exception>
    public MulticastSocket(IPAddress only)
    {
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            if (OperatingSystem.IsLinux())
            {
                _socket.SetRawSocketOption(SolSocket, SoReuseAddress, BitConverter.GetBytes(1));
            }

            _socket.Bind(new IPEndPoint(IPAddress.Any, MulticastResponder.Port));
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastTimeToLive, 255);
            Addresses = [.. Networks(only).Where(network => TryJoin(network.Index)).SelectMany(static network => network.Addresses)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The addresses that this machine has on those networks.</summary>
    public IPAddress[] Addresses { get; }

    /// <summary>Sends a packet to the group on every network.</summary>
    public void SendToAll(ReadOnlySpan<byte> packet)
    {
        foreach (int index in _interfaces)
        {
            try
            {
                _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(index));
                _socket.SendTo(packet, SocketFlags.None, Group);
            }
            catch (SocketException)
            {
                // This network has gone; the others remain.
            }
        }
    }

    /// <summary>Sends a packet to the sender of the packet that was received last.</summary>
    public void Reply(ReadOnlySpan<byte> packet)
    {
        try
        {
            _socket.SendTo(packet, SocketFlags.None, _source);
        }
        catch (SocketException)
        {
            // A sender that cannot be reached gets no answer.
        }
    }

    /// <summary>Waits for a packet.</summary>
    /// <param name="buffer">The buffer for it.</param>
    /// <param name="time">The maximum time to wait.</param>
    /// <param name="port">The port that it came from.</param>
    /// <returns>Its length; 0 when none came, or one that is longer than the buffer.</returns>
    public int Receive(byte[] buffer, TimeSpan time, out int port)
    {
        port = 0;
        try
        {
            if (!_socket.Poll(time > TimeSpan.Zero ? time : TimeSpan.Zero, SelectMode.SelectRead))
            {
                return 0;
            }

            int length = _socket.ReceiveFrom(buffer, SocketFlags.None, _source);
            port = (_source[2] << 8) | _source[3];
            return length;
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    /// <summary>The addresses of this machine on networks that multicast reaches.</summary>
    /// <param name="only">The address on the one network; <see cref="IPAddress.Any"/> for all.</param>
    public static IPAddress[] AddressesOn(IPAddress only) => [.. Networks(only).SelectMany(static network => network.Addresses)];

    private static IEnumerable<(int Index, IPAddress[] Addresses)> Networks(IPAddress only)
    {
        foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (network.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
                && network.NetworkInterfaceType != NetworkInterfaceType.Loopback
                && network.SupportsMulticast
                && network.Supports(NetworkInterfaceComponent.IPv4))
            {
                IPInterfaceProperties properties = network.GetIPProperties();
                IPAddress[] addresses =
                [
                    .. properties.UnicastAddresses.Select(static unicast => unicast.Address)
                        .Where(address => address.AddressFamily == AddressFamily.InterNetwork
                            && (only.Equals(IPAddress.Any) || only.Equals(address))),
                ];
                if (addresses.Length > 0)
                {
                    yield return (properties.GetIPv4Properties().Index, addresses);
                }
            }
        }
    }

    private bool TryJoin(int index)
    {
        try
        {
            _socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(Group.Address, index));
            _interfaces.Add(index);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
