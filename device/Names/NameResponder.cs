using System;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Server;

namespace Sensorcast.Names;

/// <summary>
/// The board's name on the local network (RFC 6762) and its services (RFC 6763): the socket of a <see cref="MulticastResponder"/>. It has
/// no thread: the server runs it.
/// </summary>
public sealed class NameResponder : ScheduledTask
{
    private const int RetryTime = 10000;

    /// <summary>How late a packet may be noticed, in milliseconds.</summary>
    private const int Period = 10;

    private readonly byte[] _buffer = new byte[MulticastResponder.BufferSize];
    private readonly byte[] _group = { 224, 0, 0, 251 };
    private readonly EndPoint _multicast;
    private readonly MulticastResponder _responder;
    private EndPoint _sender;
    private Socket _socket;
    private IPAddress _address;
    private string _name;
    private bool _wasEstablished;
    private long _nextTry;

    /// <summary>Makes one that is on no network yet.</summary>
    /// <param name="name">The name without <c>.local</c>.</param>
    /// <param name="services">What the board offers.</param>
    /// <exception cref="ArgumentException">
    /// The name is not the name of a host (RFC 1123), or the services cannot be announced: <see cref="MulticastResponder"/> says when.
    /// </exception>
    public NameResponder(string name, ServiceDescription[] services)
    {
        _responder = new MulticastResponder(name, services, Seed());
        _multicast = new IPEndPoint(new IPAddress(_group), MulticastResponder.Port);
        _sender = _multicast;
        _name = name;
    }

    /// <summary>The board's address; <see langword="null"/> without a network. Another thread may set it.</summary>
    public IPAddress Address { get; set; }

    /// <summary>The name of a board that was not given one: from the last three bytes of its MAC address.</summary>
    public static string DefaultName => HostLabel.FromPhysicalAddress(PhysicalAddress);

    private static byte[] PhysicalAddress => NetworkInterface.GetAllNetworkInterfaces()[0].PhysicalAddress;

    /// <inheritdoc/>
    protected override void Run(long now)
    {
        Due = now + Period;
        try
        {
            IPAddress address = Address;
            if (address != _address)
            {
                Move(address, now);
            }

            if (_socket == null || now < _nextTry)
            {
                return;
            }

            Exchange(now);
            Report();
        }
        catch (SocketException e)
        {
            // The network is gone, or there is no socket left: the name starts again, and the server goes on.
            Debug.WriteLine("Error: " + _name + ".local: " + e.ErrorCode);
            Close();
            _address = null;
            _nextTry = now + RetryTime;
        }
    }

    /// <summary>
    /// A number that other boards do not have, so that boards which get power at the same moment do not all speak at once.
    /// </summary>
    private static int Seed()
    {
        byte[] address = PhysicalAddress;
        return (address[3] << 16) | (address[4] << 8) | address[5];
    }

    private void Exchange(long now)
    {
        if (_socket.Poll(0, SelectMode.SelectRead))
        {
            int length = _socket.ReceiveFrom(_buffer, 0, _buffer.Length, SocketFlags.None, ref _sender);
            int reply = _responder.Receive(_buffer, length, ((IPEndPoint)_sender).Port, now);
            if (reply > 0)
            {
                _socket.SendTo(_buffer, 0, reply, SocketFlags.None, _sender);
            }
        }

        int due = now >= _responder.NextTime ? _responder.Write(_buffer, now) : 0;
        if (due > 0)
        {
            _socket.SendTo(_buffer, 0, due, SocketFlags.None, _multicast);
        }
    }

    private void Report()
    {
        if (_responder.Name != _name)
        {
            Debug.WriteLine(_name + ".local is another host's: this one tries " + _responder.Name + ".local");
            _name = _responder.Name;
            _wasEstablished = false;
        }

        if (_responder.IsEstablished != _wasEstablished)
        {
            _wasEstablished = _responder.IsEstablished;
            if (_wasEstablished)
            {
                Debug.WriteLine("The board's name is http://" + _name + ".local/");
            }
        }
    }

    /// <summary>Joins the group on the network of an address.</summary>
    private void Move(IPAddress address, long now)
    {
        if (address != null && now < _nextTry)
        {
            return;
        }

        Close();
        if (address != null)
        {
            byte[] own = address.GetAddressBytes();
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _socket.Bind(new IPEndPoint(IPAddress.Any, MulticastResponder.Port));
            _socket.SetSocketOption(
                SocketOptionLevel.IP, SocketOptionName.AddMembership,
                new byte[] { _group[0], _group[1], _group[2], _group[3], own[0], own[1], own[2], own[3] });
            _responder.Start(own, now);
        }

        _address = address;
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
