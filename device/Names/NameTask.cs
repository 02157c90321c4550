using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Sensorcast.Dns;
using Sensorcast.Server;

namespace Sensorcast.Names;

/// <summary>
/// When a board's name is probed for, answered and given up, as its network comes and goes. <c>NameResponder</c> is this with its
/// socket: without one it is tested on a desktop. They are one object, because on the board each object costs heap.
/// </summary>
public abstract class NameTask : ScheduledTask
{
    private const int RetryTime = 10000;

    /// <summary>How late a packet may be noticed, in milliseconds.</summary>
    private const int Period = 10;

    private readonly byte[] _buffer = new byte[MulticastResponder.BufferSize];
    private readonly MulticastResponder _responder;
    private IPAddress _address;
    private string _name;
    private bool _wasEstablished;
    private long _nextTry;

    internal NameTask(string name, ServiceDescription[] services, int seed)
    {
        _responder = new MulticastResponder(name, services, seed);
        _name = name;
    }

    /// <summary>The board's address; <see langword="null"/> without a network. Another thread may set it.</summary>
    public IPAddress Address { get; set; }

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

            if (_address != null)
            {
                Exchange(now);
                Report();
            }
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

    /// <summary>Joins the group on the network of an address.</summary>
    /// <param name="own">The address, 4 bytes.</param>
    /// <exception cref="SocketException">That is not possible now.</exception>
    internal abstract void Open(byte[] own);

    /// <summary>Leaves the network, if it is on one.</summary>
    internal abstract void Close();

    /// <summary>Takes a packet that has arrived.</summary>
    /// <param name="buffer">Gets it.</param>
    /// <param name="length">Gets its length in bytes.</param>
    /// <param name="port">Gets the port that it came from.</param>
    /// <returns>Whether there was one.</returns>
    internal abstract bool TryReceive(byte[] buffer, out int length, out int port);

    /// <summary>Sends a packet to the sender of the one that was taken last.</summary>
    internal abstract void Reply(byte[] buffer, int length);

    /// <summary>Sends a packet to all hosts.</summary>
    internal abstract void SendToAll(byte[] buffer, int length);

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
            Open(own);
            _responder.Start(own, now);
        }

        _address = address;
    }

    private void Exchange(long now)
    {
        if (TryReceive(_buffer, out int length, out int port))
        {
            int reply = _responder.Receive(_buffer, length, port, now);
            if (reply > 0)
            {
                TryReply(reply);
            }
        }

        int due = now >= _responder.NextTime ? _responder.Write(_buffer, now) : 0;
        if (due > 0)
        {
            SendToAll(_buffer, due);
        }
    }

    private void TryReply(int length)
    {
        try
        {
            Reply(_buffer, length);
        }
        catch (SocketException)
        {
            // A sender that cannot be reached gets no answer. Its address may be made up: that must not cost the board its name.
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
}
