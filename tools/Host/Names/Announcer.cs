using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Multicast;

namespace Sensorcast.Host.Names;

/// <summary>
/// Gives this machine's server a name on its networks and announces its services, with the responder of the board, on a thread of its own.
/// </summary>
internal sealed class Announcer : IDisposable
{
    /// <summary>The maximum delay until it notices that it must end, or that a network has changed.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly SystemClock _clock = new();
    private readonly IPAddress _address;
    private readonly MulticastResponder _responder;
    private readonly Action<string> _log;
    private readonly Thread _thread;
    private volatile bool _isEnding;
    private volatile bool _hasChanged;

    /// <summary>Starts.</summary>
    /// <param name="name">The name that the server should have, without <c>.local</c>.</param>
    /// <param name="services">Its services.</param>
    /// <param name="address">The address that it listens on.</param>
    /// <param name="log">Takes messages for people.</param>
    /// <exception cref="ArgumentException">The name is not the name of a host.</exception>
    public Announcer(string name, ServiceDescription[] services, IPAddress address, Action<string> log)
    {
        _responder = new MulticastResponder(name, services, Random.Shared.Next());
        _address = address.Equals(IPAddress.IPv6Any) ? IPAddress.Any : address;
        _log = log;
        NetworkChange.NetworkAddressChanged += OnChange;
        _thread = new Thread(Run) { IsBackground = true, Name = "names" };
        _thread.Start();
    }

    /// <summary>Says goodbye and ends.</summary>
    public void Dispose()
    {
        NetworkChange.NetworkAddressChanged -= OnChange;
        _isEnding = true;
        _thread.Join();
    }

    private void OnChange(object? sender, EventArgs e) => _hasChanged = true;

    private void Run()
    {
        string name = _responder.Name;
        bool wasEstablished = false;
        byte[] buffer = new byte[MulticastResponder.BufferSize];
        while (!_isEnding)
        {
            _hasChanged = false;
            using MulticastSocket? socket = Open();
            if (socket is null)
            {
                WaitForChange();
                continue;
            }

            _responder.Start([.. socket.Addresses.SelectMany(static address => address.GetAddressBytes())], _clock.Milliseconds);
            while (!_isEnding && !HasOtherAddresses(socket))
            {
                Turn(socket, buffer);
                if (_responder.Name != name)
                {
                    _log($"{name}.local is another host's: this one tries {_responder.Name}.local.");
                    name = _responder.Name;
                    wasEstablished = false;
                }

                if (_responder.IsEstablished && !wasEstablished)
                {
                    _log($"Announced as {name}.local.");
                    wasEstablished = true;
                }
            }

            _responder.Stop();
            Send(socket, buffer);
        }
    }

    private bool HasOtherAddresses(MulticastSocket socket)
    {
        if (!_hasChanged)
        {
            return false;
        }

        _hasChanged = false;
        return !MulticastSocket.AddressesOn(_address).SequenceEqual(socket.Addresses);
    }

    private void Turn(MulticastSocket socket, byte[] buffer)
    {
        Send(socket, buffer);
        TimeSpan wait = _responder.NextTime == long.MaxValue ? LongestWait : _clock.TimeUntil(_responder.NextTime);
        int length = socket.Receive(buffer, wait < LongestWait ? wait : LongestWait, out int port);
        if (length > 0)
        {
            int reply = _responder.Receive(buffer, length, port, _clock.Milliseconds);
            if (reply > 0)
            {
                socket.Reply(buffer.AsSpan(0, reply));
            }
        }
    }

    private void Send(MulticastSocket socket, byte[] buffer)
    {
        int length = _responder.Write(buffer, _clock.Milliseconds);
        if (length > 0)
        {
            socket.SendToAll(buffer.AsSpan(0, length));
        }
    }

    private MulticastSocket? Open()
    {
        try
        {
            var socket = new MulticastSocket(_address);
            if (socket.Addresses.Length > 0)
            {
                return socket;
            }

            socket.Dispose();
            _log("There is no network to announce on yet.");
        }
        catch (Exception e) when (e is SocketException or NetworkInformationException)
        {
            _log($"Cannot announce: {e.Message.TrimEnd('.')}.");
        }

        return null;
    }

    private void WaitForChange()
    {
        while (!_isEnding && !_hasChanged)
        {
            Thread.Sleep(LongestWait);
        }
    }
}
