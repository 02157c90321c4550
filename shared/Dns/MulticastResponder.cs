using System;

namespace Sensorcast.Dns;

/// <summary>
/// Gives a host a name on its network and announces its services (RFC 6762, RFC 6763): probes for the name, takes another one when it is
/// taken, answers, and defends it. Takes packets and returns packets; sockets and time are the caller's. Allocates nothing for a packet.
/// Times are in milliseconds of any clock that only goes forward.
/// </summary>
public sealed class MulticastResponder
{
    /// <summary>The port of multicast DNS.</summary>
    public const int Port = 5353;

    /// <summary>The size that a buffer for its packets should have: what one Ethernet frame holds (RFC 6762 section 17).</summary>
    public const int BufferSize = 1472;

    /// <summary>The maximum number of services.</summary>
    public const int MaxServices = 5;

    // RFC 6762 sections 8.1 to 8.3.
    private const int Probes = 3;
    private const int ProbeInterval = 250;
    private const int LostProbeWait = 1000;
    private const int Announcements = 2;
    private const int AnnouncementInterval = 1000;
    private const int ManyConflicts = 15;
    private const int ManyConflictsWait = 5000;

    // RFC 6762 sections 6.3 and 7.2.
    private const int MinSharedWait = 20;
    private const int MinTruncatedWait = 400;
    private const int RandomWait = 100;

    private const int Idle = -1;
    private const int Announcing = Probes;
    private const int Done = Probes + Announcements;

    private readonly MessageReader _reader = new MessageReader();
    private readonly MessageWriter _writer = new MessageWriter();
    private readonly OwnRecords _records;
    private readonly Ownership _ownership;
    private readonly string _givenName;
    private readonly AnswerSchedule _answers;
    private int _number = 1;
    private int _step = Idle;
    private long _nextStepTime = AnswerSchedule.Never;
    private bool _isLeaving;
    private uint _random;

    /// <summary>Describes a host.</summary>
    /// <param name="name">The name that it should have, without <c>.local</c>.</param>
    /// <param name="services">What it offers, at most <see cref="MaxServices"/>.</param>
    /// <param name="seed">A number that other hosts do not have, so that they do not all speak at once.</param>
    /// <exception cref="ArgumentException">
    /// The name is not the name of a host, there are too many services, two of one type, whose names would be the same, or their records
    /// do not all fit into one packet of <see cref="BufferSize"/> bytes, whatever name the host gets.
    /// </exception>
    public MulticastResponder(string name, ServiceDescription[] services, int seed)
    {
        HostLabel.Check(name);
        ServiceDescription.Check(services);
        _givenName = name;
        _random = (uint)seed;
        _records = new OwnRecords(services);
        _records.CheckSize();
        _ownership = new Ownership(_records);
        _answers = new AnswerSchedule(_records.Count);
        SetName(name);
    }

    /// <summary>The name that it has or tries to get, without <c>.local</c>: after a conflict another one than it was given.</summary>
    public string Name { get; private set; }

    /// <summary>Whether the name has been probed for, and is answered and defended.</summary>
    public bool IsEstablished => _step > Announcing;

    /// <summary>How many packets were malformed. Wraps around.</summary>
    public int Malformed { get; private set; }

    /// <summary>How many times another host had the name. Wraps around.</summary>
    public int Conflicts { get; private set; }

    /// <summary>When <see cref="Write"/> has something to write, if no packet changes that.</summary>
    public long NextTime => _isLeaving ? 0 : _nextStepTime < _answers.Time ? _nextStepTime : _answers.Time;

    /// <summary>Starts, or starts again when the network or the addresses have changed.</summary>
    /// <param name="addresses">
    /// The host's IPv4 addresses, 4 bytes each. With more than four, a packet may lack the last of the services.
    /// </param>
    /// <param name="now">The time.</param>
    public void Start(byte[] addresses, long now)
    {
        _records.SetAddresses(addresses);
        _isLeaving = false;
        _answers.Allow(AnswerSchedule.All, now);
        Probe(now + Random(ProbeInterval));
    }

    /// <summary>Ends it; the next <see cref="Write"/> says goodbye.</summary>
    public void Stop()
    {
        _isLeaving = IsEstablished;
        _step = Idle;
        _answers.Remove(AnswerSchedule.All);
        _nextStepTime = AnswerSchedule.Never;
    }

    /// <summary>Takes a packet.</summary>
    /// <param name="buffer">Holds the packet from its first byte, and gets an answer that is for its sender alone.</param>
    /// <param name="length">The packet's length in bytes.</param>
    /// <param name="sourcePort">The port that it came from.</param>
    /// <param name="now">The time.</param>
    /// <returns>The length of the answer that goes to the sender; 0 when nothing is to be sent.</returns>
    public int Receive(byte[] buffer, int length, int sourcePort, long now)
    {
        if (!_reader.Open(buffer, length))
        {
            Malformed++;
            return 0;
        }

        // RFC 6762 sections 18.3 and 18.11.
        int flags = _reader.Flags;
        if (_step == Idle || (flags & (DnsFlags.OpcodeMask | DnsFlags.CodeMask)) != 0)
        {
            return 0;
        }

        if ((flags & DnsFlags.Response) == 0)
        {
            return ReadQuery(sourcePort != Port, now);
        }

        // Section 6: a response from another port does not count.
        if (sourcePort == Port)
        {
            ReadResponse(now);
        }

        return 0;
    }

    /// <summary>Writes the packet that is due for all hosts, to 224.0.0.251.</summary>
    /// <param name="buffer">Gets the packet.</param>
    /// <param name="now">The time.</param>
    /// <returns>Its length in bytes; 0 when none is due.</returns>
    public int Write(byte[] buffer, long now)
    {
        if (_isLeaving)
        {
            _isLeaving = false;
            _writer.Start(buffer, 0, DnsFlags.Response | DnsFlags.Authoritative);
            _records.Write(_writer, MessageSection.Answer, _records.Claimed | _records.Shared, true);
            return _writer.Length;
        }

        if (now >= _nextStepTime)
        {
            return WriteStep(buffer, now);
        }

        return now >= _answers.Time ? WriteAnswers(buffer, now) : 0;
    }

    private void SetName(string name)
    {
        Name = name;
        _records.SetName(name);
    }

    private void Probe(long time)
    {
        _step = 0;
        _answers.Remove(AnswerSchedule.All);
        _nextStepTime = time;
    }

    private int ReadQuery(bool isLegacy, long now)
    {
        bool answers = IsEstablished;
        bool isProbe = false;
        bool hasQuestion = false;
        int answered = 0;
        int known = 0;
        while (_reader.Read())
        {
            switch (_reader.Section)
            {
                case MessageSection.Question:
                    hasQuestion = true;
                    answered |= answers ? _ownership.Answers(_reader) : 0;
                    break;
                case MessageSection.Answer:
                    known |= _ownership.KnownAnswer(_reader);
                    break;
                case MessageSection.Authority:
                    isProbe |= _ownership.IsOwnName(_reader);
                    break;
            }
        }

        if (isProbe && !answers && _ownership.CompareClaims(_reader) < 0)
        {
            // The other host gets the name, unless it is gone by then.
            Probe(now + LostProbeWait);
        }

        if (!hasQuestion)
        {
            // The rest of what the sender of a truncated query knows.
            _answers.RemoveKnown(known);
            return 0;
        }

        answered &= ~known;
        if (answered == 0)
        {
            return 0;
        }

        if (isLegacy)
        {
            return AnswerSender(answered);
        }

        Schedule(answered, isProbe, now);
        return 0;
    }

    private int AnswerSender(int answers)
    {
        _writer.StartAnswer(_reader, DnsFlags.Response | DnsFlags.Authoritative);
        _records.WriteLegacy(_writer, MessageSection.Answer, answers);
        _records.WriteLegacy(_writer, MessageSection.Additional, _ownership.Additional(answers));
        return _writer.Length;
    }

    private void Schedule(int answers, bool isProbe, long now)
    {
        // A probe has to be answered before it is over.
        bool isTruncated = (_reader.Flags & DnsFlags.Truncated) != 0;
        int wait = isProbe ? 0
            : isTruncated ? MinTruncatedWait + Random(RandomWait)
            : (answers & _records.Shared) != 0 ? MinSharedWait + Random(RandomWait)
            : 0;
        _answers.Add(answers, now + wait, isProbe, isTruncated);
    }

    private void ReadResponse(long now)
    {
        bool isProbing = !IsEstablished;
        while (_reader.Read())
        {
            if (_reader.Section == MessageSection.Answer && !isProbing)
            {
                ReadAnswer(now);
            }

            if (_reader.Section != MessageSection.Question && _ownership.IsConflict(_reader, isProbing))
            {
                Conflicts++;
                if (isProbing)
                {
                    _number++;
                    SetName(HostLabel.Numbered(_givenName, _number));
                }

                // One that has had the name asks whether it still has it (RFC 6762 section 9).
                Probe(now + (_number > ManyConflicts ? ManyConflictsWait : Random(ProbeInterval)));
                return;
            }
        }
    }

    private void ReadAnswer(long now)
    {
        if (_answers.Time != AnswerSchedule.Never)
        {
            // Of twenty boards one says which kinds of services there are.
            _answers.Remove(_ownership.DuplicateAnswer(_reader));
        }

        int shortened = _ownership.ShortenedAnswer(_reader);
        if (shortened != 0)
        {
            // Clients forget it a second after a goodbye, if no host that has it still says so.
            _answers.Add(shortened, now + MinSharedWait + Random(RandomWait), false, false);
        }
    }

    private int WriteStep(byte[] buffer, long now)
    {
        int claimed = _records.Claimed;
        if (_step < Announcing)
        {
            _writer.Start(buffer, 0, DnsFlags.Query);
            WriteQuestions();
            _records.Write(_writer, MessageSection.Authority, claimed, false);
            _nextStepTime = now + ProbeInterval;
        }
        else
        {
            _writer.Start(buffer, 0, DnsFlags.Response | DnsFlags.Authoritative);
            _records.Write(_writer, MessageSection.Answer, claimed | _records.Shared, false);
            _answers.NoteSent(claimed | _records.Shared, now);
            _nextStepTime = _step + 1 == Done ? AnswerSchedule.Never : now + AnnouncementInterval;
        }

        _step++;
        return _writer.Length;
    }

    private void WriteQuestions()
    {
        // The answer may be multicast: beside another responder on the same host a socket may not get what is sent to the host alone.
        _writer.Question(_records.HostName, DnsType.Any, DnsClass.Internet);
        foreach (ServiceDescription service in _records.Services)
        {
            _writer.Question(service.InstanceName, DnsType.Any, DnsClass.Internet);
        }
    }

    private int WriteAnswers(byte[] buffer, long now)
    {
        int due = _answers.TakeDue(now);
        if (due == 0)
        {
            return 0;
        }

        _writer.Start(buffer, 0, DnsFlags.Response | DnsFlags.Authoritative);
        _records.Write(_writer, MessageSection.Answer, due, false);
        _records.Write(_writer, MessageSection.Additional, _ownership.Additional(due), false);
        _answers.NoteSent(due, now);
        return _writer.Length;
    }

    /// <summary>A number from 0 up to a limit.</summary>
    private int Random(int limit)
    {
        // Numerical Recipes' generator; its upper bits are the better ones.
        _random = (_random * 1664525) + 1013904223;
        return (int)((_random >> 16) % (uint)limit);
    }
}
