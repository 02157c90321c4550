using Sensorcast.Server;
using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Clients;

namespace Sensorcast.Simulator.Network;

/// <summary>One TCP connection: the server's end of it, and how bytes travel. The client's end is <see cref="LinkClientEnd"/>.</summary>
internal sealed class Link : ITransport
{
    private const int Headroom = 2881; // what must be free in the window before CanSend is true, as in lwIP

    private readonly World _world;
    private readonly Queue<byte[]> _arrived = new();
    private int _headOffset;
    private bool _hasFinished;
    private bool _mayReceive;
    private bool _maySend;
    private int _sends;
    private bool _isTorn;

    public Link(World world, Client client, Plan plan, LinkConditions conditions, Prng random, int number)
    {
        _world = world;
        Conditions = conditions;
        RemoteAddress = $"192.0.2.{1 + (number / 60000)}:{1024 + (number % 60000)}";
        Witness = new Witness(world, this, plan);
        Client = new LinkClientEnd(world, this, client, random);
    }

    public LinkConditions Conditions { get; }

    public Witness Witness { get; }

    public LinkClientEnd Client { get; }

    public string RemoteAddress { get; }

    /// <summary>Whether the connection is reset, or its stream torn.</summary>
    public bool IsBroken { get; private set; }

    public bool IsClosed { get; private set; }

    /// <summary>Bytes that the client has not acknowledged.</summary>
    public int Unacknowledged { get; private set; }

    /// <summary>Bytes that have arrived and that the server has not read.</summary>
    public int Unread { get; private set; }

    public bool HasData => IsBroken || Unread > 0 || _hasFinished;

    public bool CanReceive
    {
        get
        {
            _world.Check(!IsClosed, "transport", $"{RemoteAddress} is used after its close");
            _world.IsBroadcasting = false;
            _mayReceive = HasData;
            Witness.PolledReceive(HasData);
            return HasData;
        }
    }

    public bool CanSend
    {
        get
        {
            _world.Check(!IsClosed, "transport", $"{RemoteAddress} is used after its close");
            _maySend = IsBroken || Conditions.Window - Unacknowledged >= Headroom;
            Witness.PolledSend(_maySend);
            return _maySend;
        }
    }

    public int Receive(byte[] buffer, int offset, int count)
    {
        _world.Check(_mayReceive && count > 0, "transport", $"{RemoteAddress} is read before CanReceive was true");
        _mayReceive = false;
        _world.Meter.EnterWorld();
        int taken = IsBroken ? 0 : Take(buffer.AsSpan(offset, count));
        Witness.NoteRead(taken);
        _world.Meter.LeaveWorld();
        return taken;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        _world.Check(!_isTorn, "transport", $"{RemoteAddress} is written to after it was torn");
        _world.Check(count is > 0 and <= WebServer.MaxSendSize, "transport", $"a send has {count} bytes");
        if (!CanSend)
        {
            return SendResult.NotNow;
        }

        _world.Meter.EnterWorld();
        bool isWhole = !IsBroken && ++_sends != Conditions.TornSend;
        int sent = isWhole ? count : IsBroken ? 0 : count / 2;
        _isTorn = !isWhole;
        IsBroken |= _isTorn;
        Witness.NoteSent(buffer.AsSpan(offset, count), isWhole);
        Unacknowledged += sent;
        Client.Arrive(sent);
        _world.Meter.LeaveWorld();
        return isWhole ? SendResult.Sent : SendResult.Broken;
    }

    public bool LingersOnClose => false;

    public void Close()
    {
        _world.Check(!IsClosed, "transport", $"{RemoteAddress} is closed twice");
        IsClosed = true;
        _world.Meter.EnterWorld();
        _world.Note($"{RemoteAddress} closed by the server");
        Witness.Closed();
        Client.ArriveEnd();
        _world.Meter.LeaveWorld();
    }

    /// <summary>A segment of the client's arrives.</summary>
    public void Arrived(byte[] segment)
    {
        if (!IsBroken && !IsClosed)
        {
            _arrived.Enqueue(segment);
            Unread += segment.Length;
        }
    }

    public void ArrivedFinish() => _hasFinished = true;

    public void ArrivedReset() => IsBroken = true;

    public void Acknowledge(int count) => Unacknowledged -= count;

    /// <summary>The backlog is full.</summary>
    public void Refuse()
    {
        IsBroken = true;
        IsClosed = true;
        Client.ArriveEnd();
    }

    private int Take(Span<byte> buffer)
    {
        int taken = 0;
        while (taken < buffer.Length && _arrived.TryPeek(out byte[]? head))
        {
            int count = Math.Min(buffer.Length - taken, head.Length - _headOffset);
            head.AsSpan(_headOffset, count).CopyTo(buffer[taken..]);
            taken += count;
            _headOffset += count;
            if (_headOffset == head.Length)
            {
                _arrived.Dequeue();
                _headOffset = 0;
            }
        }

        Unread -= taken;
        return taken;
    }
}
