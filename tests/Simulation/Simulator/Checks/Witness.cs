using System.Runtime.CompilerServices;
using Sensorcast.Simulator.Clients;
using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Checks;

/// <summary>
/// Watches the server's end of one connection, byte for byte and step for step, and knows from the rules alone what must happen by when.
/// It knows nothing of how the server works.
/// </summary>
internal sealed partial class Witness
{
    private readonly World _world;
    private readonly Link _link;
    private readonly HttpWitness _http;
    private readonly StallWatch _stall = new();
    private long _readAt;
    private long _endedAt;
    private long _closeFrameAt;
    private long _deadline;
    private long _sentBytes;
    private long _unreadSince = long.MaxValue;
    private bool _pingIsOut;
    private bool _isGone;
    private bool _lingers;
    private bool _couldRead;
    private bool _readInStep;
    private bool _sentInStep;

    public Witness(World world, Link link, Plan plan)
    {
        _world = world;
        _link = link;
        Plan = plan;
        _http = new HttpWitness(world, this);
        Frames = new FrameWitness(world, this);
    }

    public Plan Plan { get; }

    public FrameWitness Frames { get; }

    public Phase Phase { get; private set; }

    /// <summary>Whether there was no slot, so that the client must be answered 503.</summary>
    public bool IsRefused { get; private set; }

    public long AcceptedAt { get; private set; }

    /// <summary>How many bytes the server has read.</summary>
    public long ReadBytes { get; private set; }

    /// <summary>What the client will get when the bytes have arrived.</summary>
    public Queue<ServerEvent> ServerEvents { get; } = new();

    public bool IsSilent => Phase == Phase.Request && ReadBytes == 0;

    /// <summary>Whether it is refused, as soon as its head is read, and then may go on with its body.</summary>
    public bool IsRefusedBody => IsRefused && Plan.Subject == Subject.Body;

    /// <summary>Whether another request with a body was being read while this one was.</summary>
    public bool HasMetBody { get; private set; }

    public string Name => _link.RemoteAddress;

    public bool HasData => _link.HasData;

    /// <summary>When its whole request must be there.</summary>
    public long RequestEnd => AcceptedAt + (IsRefused ? Deadlines.Refusal : Deadlines.Request);

    public bool IsAwaitingPing => !_readInStep && !Frames.IsGettingFirstPack && !_pingIsOut && _world.StepTime >= _deadline;

    public void Accepted(bool isRefused)
    {
        Phase = Phase.Request;
        IsRefused = isRefused;
        AcceptedAt = _world.StepTime;
        _readAt = AcceptedAt;
        _world.Note($"{Name} accepted{(isRefused ? " to be refused" : string.Empty)}: {Plan.Subject}");
    }

    public void PolledReceive(bool hasData) => _couldRead |= hasData;

    public void PolledSend(bool canSend)
    {
        if (!canSend)
        {
            _world.Note($"{Name} cannot take anything");
        }

        _stall.Polled(canSend, _world.StepTime);
        Frames.Polled(canSend);
    }

    public void NoteRead(int count)
    {
        Check(!_isGone, "transport", "is read after its end");
        if (count == 0)
        {
            _isGone = true;
            return;
        }

        _world.Note($"{Name} sent {count} bytes");
        ReadBytes += count;
        MeetBodies();
        _readAt = _world.StepTime;
        _readInStep = true;
        _pingIsOut = false;
        _deadline = Phase == Phase.Closing ? _closeFrameAt + (2 * Deadlines.Close) : _world.StepTime + Deadlines.Idle;
        _stall.Reset();
        if (Plan.Subject == Subject.Stream && !IsRefused && Phase is Phase.Request or Phase.WebSocket)
        {
            Frames.Packs.NoteRead(ReadBytes);
        }
    }

    /// <summary>The client has its first pack: from now on the server reads it, and its idle time begins.</summary>
    public void NoteFirstPackEnd() => _deadline = _world.StepTime + Deadlines.Idle;

    public void NoteSent(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        Check(!_isGone, "transport", "is written to after its end");
        _world.Note($"{Name} gets {bytes.Length} bytes{(isWhole ? string.Empty : ", torn")}");
        _sentInStep = true;
        _isGone = !isWhole;
        if (!isWhole)
        {
            _http.AllowPage(bytes.Length);
            Frames.Torn();
            return;
        }

        switch (Phase)
        {
            case Phase.Request:
                int rest = _http.ReadHead(bytes);
                if (_http.Status == 101)
                {
                    _world.Note($"{Name} upgraded");
                    Phase = Phase.WebSocket;
                    ServerEvents.Enqueue(new ServerEvent(ServerEventKind.Upgraded, _sentBytes + rest, []));
                    Frames.Start(_world.StepTime);
                    Frames.Read(bytes[rest..], _sentBytes + rest);
                }
                else
                {
                    EndHttp(bytes[rest..]);
                }

                break;
            case Phase.Document:
                EndHttp(bytes);
                break;
            case Phase.WebSocket:
            case Phase.Closing:
                Frames.Read(bytes, _sentBytes);
                break;
            default:
                throw Fail("after-end", "gets more than the last bytes");
        }

        _sentBytes += bytes.Length;
    }

    /// <summary>A close frame or the end of a response was sent.</summary>
    public void NoteEnd(bool lingers)
    {
        Phase = Phase.Ended;
        _lingers = lingers;
        _endedAt = _world.StepTime;
        _world.Note($"{Name} got the last bytes{(lingers ? ", it may still be sending" : string.Empty)}");
    }

    public void NoteCloseFrame()
    {
        Phase = Phase.Closing;
        _closeFrameAt = _world.StepTime;
        _deadline = _world.StepTime + Deadlines.Close;
    }

    public void NotePing()
    {
        Check(IsAwaitingPing, "ping-time", "is pinged although it is not silent for 20 s");
    }

    public void Closed()
    {
        Phase before = Phase;
        Phase = Phase.Closed;
        Frames.NoteClosed();
        _world.Slots.Closed(_link);
        if (!_isGone && !_world.Slots.IsEviction(this, before))
        {
            CheckClose(before);
        }
    }

    public void StartStep()
    {
        _couldRead = false;
        _readInStep = false;
        _sentInStep = false;
        _stall.StartStep();
        Frames.StartStep();
    }

    public ViolationException Fail(string property, string details) => _world.Fail(property, $"{Name} {details}");

    public void Check(bool condition, string property, string details)
    {
        if (!condition)
        {
            throw Fail(property, details);
        }
    }

    public void Check(bool condition, string property, [InterpolatedStringHandlerArgument(nameof(condition))] ViolationText details)
    {
        if (!condition)
        {
            throw Fail(property, details.ToString());
        }
    }

    private bool IsReadingBody => Phase == Phase.Request && ReadBytes > 0 && Plan.IsKept;

    private void MeetBodies()
    {
        if (!IsReadingBody)
        {
            return;
        }

        foreach (Link other in _world.Slots.Open)
        {
            if (other.Witness != this && other.Witness.IsReadingBody)
            {
                HasMetBody = true;
                other.Witness.HasMetBody = true;
            }
        }
    }

    private void EndHttp(ReadOnlySpan<byte> body)
    {
        Phase = Phase.Document;
        _http.ReadBody(body);
        if (_http.IsComplete)
        {
            NoteEnd(_http.IsTimeout || IsRefusedBody || _http.IsBusy || _http.IsError
                && (Plan.IsMalformed || Plan.MayGoOn || Plan.IsGarbage));
        }
    }
}
