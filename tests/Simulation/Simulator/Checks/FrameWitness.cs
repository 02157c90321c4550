using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Sensorcast.Simulator.Clients;
using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator.Checks;

/// <summary>Reads and checks the frames that the server sends on one connection.</summary>
internal sealed class FrameWitness(World world, Witness witness)
{
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly Queue<Expected> _pongs = new();
    private readonly Queue<Expected> _echoes = new();
    private readonly HashSet<string> _introduced = [];
    private Expected? _close;
    private long _closeFrom;
    private int _messageOpcode;
    private long _startedAt;
    private long _startedAtUnix;
    private int[] _readingsAtStart = [];
    private bool _isStarted;
    private bool _hasFirstPack;
    private bool _isSubscribed;
    private bool _wasSubscribed;
    private bool _isTorn;
    private bool _gotData;
    private int _gotLive;
    private int _liveQuestions;
    private int _liveAnswers;
    private bool _liveAnswer;

    public bool WasPinged { get; private set; }

    /// <summary>What the client sends on the stream, and what is replied.</summary>
    public PackWitness Packs { get; } = new(world, witness);

    /// <summary>What the client sends to all, and gets from all.</summary>
    public RoomWitness Room { get; } = new(world, witness);

    /// <summary>Whether the client is being sent its first pack, while the server reads nothing.</summary>
    public bool IsGettingFirstPack => witness.Plan.Subject == Subject.Stream && !_hasFirstPack && _isStarted;

    /// <summary>
    /// Whether every live pack of this step has surely reached the client, if it is one of the stream: of one that comes or leaves that is
    /// not sure.
    /// </summary>
    public bool HasAllLivePacks =>
        witness.Plan.Subject != Subject.Stream || !_isStarted
            || (witness.Phase == Phase.WebSocket && _isSubscribed && _wasSubscribed && _gotLive == _liveQuestions);

    /// <summary>Whether the client sends garbage, with an answer that is not known.</summary>
    public bool IsGarbage { get; set; }

    /// <summary>Whether the client itself has sent the code that it gets back.</summary>
    public bool IsHandshake { get; set; }

    public void ExpectPong(byte[] payload, long end) => _pongs.Enqueue(new Expected(ServerFrame.Pong, payload, end));

    public void ExpectEcho(int opcode, byte[] payload, long end) => _echoes.Enqueue(new Expected(opcode, payload, end));

    /// <summary>A close frame is due when the server has read up to the end, and must not come before the start.</summary>
    public void ExpectClose(int? code, long start, long end)
    {
        byte[] payload = code is { } number ? [(byte)(number >> 8), (byte)number] : [];
        _close = new Expected(ServerFrame.Close, payload, end);
        _closeFrom = start;
    }

    public void Start(long now)
    {
        _isStarted = true;
        _startedAt = now;
        _startedAtUnix = world.Clock.UnixAt(now);
        _readingsAtStart = [.. world.Sensors.Select(sensor => sensor.Log.Count)];
    }

    public void Polled(bool canSend)
    {
        Room.Polled(canSend);
        if (world.IsBroadcasting && _isSubscribed)
        {
            _liveQuestions++;
            _liveAnswers += canSend ? 1 : 0;
            _liveAnswer = canSend;
            world.Packs.CountSkip(!canSend);
        }
    }

    public void Torn()
    {
        _isTorn = true;
        Room.Torn();
    }

    /// <summary>A client that has gone before the sensors are read gets no live pack.</summary>
    public void NoteClosed() => _wasSubscribed &= world.HasSampled;

    public void StartStep()
    {
        WasPinged = false;
        _wasSubscribed = _isSubscribed;
        _gotData = false;
        _gotLive = 0;
        _liveQuestions = 0;
        _liveAnswers = 0;
    }

    public void Read(ReadOnlySpan<byte> bytes, long offset)
    {
        Packs.Prepare(isClosed: IsDue(_close));
        while (bytes.Length > 0)
        {
            string? error = ServerFrame.Read(bytes, out ServerFrame frame);
            witness.Check(error == null, "frames", $"gets {error}");
            witness.Check(witness.Phase != Phase.Ended, "after-end", "gets a frame after a close frame");
            offset += frame.Size;
            bytes = bytes[frame.Size..];
            if (frame.IsControl)
            {
                ReadControl(frame, offset);
            }
            else
            {
                ReadData(frame, offset);
            }
        }
    }

    /// <summary>Checks that a live pack came in the very step in which it was made, or was skipped and counted.</summary>
    public void CheckLive()
    {
        int packs = world.Packs.NewPacks;
        if (!_wasSubscribed || packs == 0)
        {
            return;
        }

        // A client that is cut because of one of them is not polled for the next.
        bool isPolled = _liveQuestions == packs || (witness.Phase == Phase.Closed && _liveQuestions > 0);
        witness.Check(isPolled, "live", "is left out of a live pack");
        witness.Check(_gotLive == _liveAnswers || _isTorn, "live", "does not get a live pack although its window is open");
    }

    /// <summary>Checks that what was read in the step was answered in the step.</summary>
    public void EndStep(bool isRefused)
    {
        if (IsGarbage)
        {
            return;
        }

        witness.Check(!IsDue(_close), "close-code", "gets no close frame");
        witness.Check(!IsDue(_pongs), "pong", "gets no pong");
        witness.Check(!IsDue(_echoes), "echo", "gets no echo");
        Packs.EndStep();
        Room.EndStep();
        bool waitsForFirstPack = witness.Plan.Subject == Subject.Stream && !_hasFirstPack;
        witness.Check(!waitsForFirstPack || _gotData || WasPinged || isRefused, "first-pack", "does not get the rest of its first pack");
    }

    private bool IsDue(Expected? expected) => expected != null && expected.End <= witness.ReadBytes;

    private bool IsDue(Queue<Expected> queue) => queue.TryPeek(out Expected? expected) && IsDue(expected);

    private void ReadControl(ServerFrame frame, long offset)
    {
        switch (frame.Opcode)
        {
            case ServerFrame.Ping:
                witness.NotePing();
                WasPinged = true;
                witness.ServerEvents.Enqueue(new ServerEvent(ServerEventKind.Ping, offset, frame.Payload.ToArray()));
                break;
            case ServerFrame.Pong:
                Check(_pongs, frame.Opcode, frame.Payload, "pong");
                break;
            default:
                ReadClose(frame.Payload);
                witness.ServerEvents.Enqueue(new ServerEvent(ServerEventKind.Close, offset, frame.Payload.ToArray()));
                break;
        }
    }

    private void ReadClose(ReadOnlySpan<byte> payload)
    {
        _isSubscribed = false;
        NoteClosed();
        int code = payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (world.IsShuttingDown && code == 1001)
        {
            witness.NoteCloseFrame();
            return;
        }

        if (!IsGarbage)
        {
            witness.Check(_close != null && witness.ReadBytes > _closeFrom, "close-code", $"is closed with {code} and did nothing");
            int expected = _close!.Payload.Length == 0 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(_close.Payload);
            witness.Check(code == expected
                && payload.Length == _close.Payload.Length, "close-code", $"is closed with {code} instead of {expected}");
        }

        witness.NoteEnd(lingers: code is 1002 or 1007 or 1008 or 1009 && (IsGarbage || !IsHandshake));
    }

    private void ReadData(ServerFrame frame, long offset)
    {
        _gotData = true;
        bool isFirst = frame.Opcode != ServerFrame.Continuation;
        witness.Check(isFirst == (_messageOpcode == 0), "frames", "gets fragments that do not belong together");
        _messageOpcode = isFirst ? frame.Opcode : _messageOpcode;
        _message.Write(frame.Payload);
        if (!frame.IsFinal)
        {
            return;
        }

        if (witness.Plan.Subject == Subject.Echo)
        {
            Check(_echoes, _messageOpcode, _message.WrittenSpan, "echo");
        }
        else if (witness.Plan.Subject == Subject.Room)
        {
            Room.CheckMessage(_messageOpcode, _message.WrittenSpan);
        }
        else if (_messageOpcode == ServerFrame.Text && _message.WrittenSpan.StartsWith("{"u8))
        {
            ReadReply(_message.WrittenSpan);
        }
        else
        {
            ReadPack(_message.WrittenSpan);
        }

        witness.ServerEvents.Enqueue(new ServerEvent(ServerEventKind.Message, offset, []));
        _message.ResetWrittenCount();
        _messageOpcode = 0;
    }

    private void ReadReply(ReadOnlySpan<byte> payload)
    {
        if (!IsGarbage)
        {
            Packs.Check(Encoding.UTF8.GetString(payload));
        }
    }

    private void ReadPack(ReadOnlySpan<byte> payload)
    {
        bool isCbor = witness.Plan.IsCbor;
        witness.Check(_messageOpcode == (isCbor ? ServerFrame.Binary : ServerFrame.Text), "senml", "gets a pack in the wrong encoding");
        SenmlRecord[] pack = world.Packs.Decode(witness, payload, isCbor);
        if (!_hasFirstPack)
        {
            _hasFirstPack = true;
            witness.NoteFirstPackEnd();
            world.Note($"{witness.Name} has its first pack of {pack.Length} readings");
            _isSubscribed = true;

            // A slow client may get the rest of its first pack before the sensors are read, and then gets their readings at once.
            _wasSubscribed |= !world.HasSampled;
            world.Packs.CheckFirst(witness, pack, _startedAt, _startedAtUnix, _readingsAtStart);
        }
        else
        {
            _gotLive++;
            witness.Check(_gotLive == _liveAnswers && _liveAnswer && _wasSubscribed, "live", "gets a live pack twice");
            world.Packs.CheckLive(witness, pack, _liveQuestions - 1);
        }

        foreach (SenmlRecord record in pack)
        {
            bool isKnown = record.Value == null || record.UpdateTime == null
                ? record.Value == null || _introduced.Contains(record.Name) : _introduced.Add(record.Name) || true;
            witness.Check(isKnown, "unit", $"gets a reading of {record.Name} and never got its unit");
        }
    }

    private void Check(Queue<Expected> queue, int opcode, ReadOnlySpan<byte> payload, string property)
    {
        if (IsGarbage)
        {
            return;
        }

        witness.Check(queue.TryDequeue(out Expected? expected)
            && expected.End <= witness.ReadBytes, property, $"gets a {property} too many");
        bool isRight = expected!.Opcode == opcode && payload.SequenceEqual(expected.Payload);
        witness.Check(isRight, property, $"gets another {property} than it requested");
    }

    private sealed record Expected(int Opcode, byte[] Payload, long End);
}
