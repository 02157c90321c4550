using System;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sensorcast.Dns;

namespace Sensorcast.Names;

/// <summary>
/// The board's name on the local network (RFC 6762) and its services (RFC 6763): the socket of a <see cref="MulticastResponder"/>. It has
/// no thread: the server runs it.
/// </summary>
public sealed class NameResponder : NameTask
{
    private readonly IPEndPoint _multicast;
    private EndPoint _sender;
    private Socket _socket;

    /// <summary>Makes one that is on no network yet.</summary>
    /// <param name="name">The name without <c>.local</c>.</param>
    /// <param name="services">What the board offers.</param>
    /// <exception cref="ArgumentException">
    /// The name is not the name of a host (RFC 1123), or the services cannot be announced: <see cref="MulticastResponder"/> says when.
    /// </exception>
    public NameResponder(string name, ServiceDescription[] services)
        : base(name, services, Seed())
    {
        _multicast = new IPEndPoint(new IPAddress(new byte[] { 224, 0, 0, 251 }), MulticastResponder.Port);
        _sender = _multicast;
    }

    /// <summary>The name of a board that was not given one: from the last three bytes of its MAC address.</summary>
    public static string DefaultName => HostLabel.FromPhysicalAddress(PhysicalAddress);

    private static byte[] PhysicalAddress => NetworkInterface.GetAllNetworkInterfaces()[0].PhysicalAddress;

    /// <inheritdoc/>
    internal override void Open(byte[] own)
    {
        byte[] group = _multicast.Address.GetAddressBytes();
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _socket.Bind(new IPEndPoint(IPAddress.Any, MulticastResponder.Port));
        _socket.SetSocketOption(
            SocketOptionLevel.IP, SocketOptionName.AddMembership,
            new byte[] { group[0], group[1], group[2], group[3], own[0], own[1], own[2], own[3] });
    }

    /// <inheritdoc/>
    internal override void Close()
    {
        if (_socket != null)
        {
            _socket.Close();
            _socket = null;
        }
    }

    /// <inheritdoc/>
    internal override bool TryReceive(byte[] buffer, out int length, out int port)
    {
        bool isThere = _socket.Poll(0, SelectMode.SelectRead);
        length = isThere ? _socket.ReceiveFrom(buffer, 0, buffer.Length, SocketFlags.None, ref _sender) : 0;
        port = isThere ? ((IPEndPoint)_sender).Port : 0;
        return isThere;
    }

    /// <inheritdoc/>
    internal override void Reply(byte[] buffer, int length)
    {
        _socket.SendTo(buffer, 0, length, SocketFlags.None, _sender);
    }

    /// <inheritdoc/>
    internal override void SendToAll(byte[] buffer, int length)
    {
        _socket.SendTo(buffer, 0, length, SocketFlags.None, _multicast);
    }

    /// <summary>
    /// A number that other boards do not have, so that boards which get power at the same moment do not all speak at once.
    /// </summary>
    private static int Seed()
    {
        byte[] address = PhysicalAddress;
        return (address[3] << 16) | (address[4] << 8) | address[5];
    }
}
