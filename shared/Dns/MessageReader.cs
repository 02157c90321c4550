namespace Sensorcast.Dns;

/// <summary>
/// Reads a message (RFC 1035 section 4) part by part. The whole of it is checked first, so that nothing is done for one that is malformed.
/// Allocates nothing.
/// </summary>
public sealed class MessageReader
{
    /// <summary>The size of a message's header in bytes.</summary>
    public const int HeaderSize = 12;

    private const int QuestionTailSize = 4;
    private const int RecordTailSize = 10;
    private const int SrvHeadSize = 6;

    private byte[] _message;
    private int _end;
    private int _next;
    private int _left;

    /// <summary>Holds the message.</summary>
    public byte[] Message => _message;

    /// <summary>The number that an answer repeats; 0 in multicast messages.</summary>
    public int Id => Word(0);

    /// <summary>The flags: see <see cref="DnsFlags"/>.</summary>
    public int Flags => Word(2);

    /// <summary>Which section the part is in: see <see cref="MessageSection"/>.</summary>
    public int Section { get; private set; }

    /// <summary>The offset of the part's name.</summary>
    public int Name { get; private set; }

    /// <summary>The part's type: see <see cref="DnsType"/>.</summary>
    public int Type { get; private set; }

    /// <summary>The part's class as it stands there, the bit of RFC 6762 included: see <see cref="DnsClass"/>.</summary>
    public int Class { get; private set; }

    /// <summary>How long a record may be kept, in seconds.</summary>
    public uint TimeToLive { get; private set; }

    /// <summary>The offset of a record's data.</summary>
    public int Data { get; private set; }

    /// <summary>The size of a record's data in bytes.</summary>
    public int DataLength { get; private set; }

    /// <summary>The offset after the part.</summary>
    public int Position => _next;

    /// <summary>Opens a message, and checks every part of it.</summary>
    /// <param name="message">Holds it from its first byte.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns><see langword="false"/> when it is malformed; then there is nothing to read.</returns>
    public bool Open(byte[] message, int length)
    {
        _message = message;
        _end = length;
        if (length < HeaderSize)
        {
            return false;
        }

        Rewind();
        bool isPart = true;
        while (isPart && TryEnterSection())
        {
            isPart = ReadPart();
        }

        Rewind();
        return isPart;
    }

    /// <summary>Goes back to before the first part.</summary>
    public void Rewind()
    {
        _next = HeaderSize;
        _left = Word(4);
        Section = MessageSection.Question;
    }

    /// <summary>Reads the next part.</summary>
    /// <returns><see langword="false"/> at the end.</returns>
    public bool Read()
    {
        return TryEnterSection() && ReadPart();
    }

    /// <summary>How many parts a section has.</summary>
    /// <param name="section">The section.</param>
    public int CountOf(int section)
    {
        return Word(4 + (2 * section));
    }

    /// <summary>Whether the part has this name.</summary>
    /// <param name="name">The name, without compression.</param>
    public bool Is(byte[] name)
    {
        return DnsName.AreEqual(_message, Name, name, 0);
    }

    /// <summary>Whether a question's type and class match records of a type, of the Internet's class.</summary>
    /// <param name="type">The type.</param>
    public bool MatchesType(int type)
    {
        return (Type == type || Type == DnsType.Any) && HasInternetClass(true);
    }

    internal bool HasInternetClass(bool orAny)
    {
        int value = Class & DnsClass.Mask;
        return value == DnsClass.Internet || (orAny && value == DnsClass.Any);
    }

    /// <summary>Goes to the next section that has another part.</summary>
    private bool TryEnterSection()
    {
        while (_left == 0)
        {
            if (Section == MessageSection.Count - 1)
            {
                return false;
            }

            Section++;
            _left = CountOf(Section);
        }

        _left--;
        return true;
    }

    private bool ReadPart()
    {
        Name = _next;
        int tail = DnsName.Skip(_message, _next, _end);
        int tailSize = Section == MessageSection.Question ? QuestionTailSize : RecordTailSize;
        if (tail < 0 || tail + tailSize > _end)
        {
            return false;
        }

        Type = Word(tail);
        Class = Word(tail + 2);
        _next = tail + tailSize;
        if (Section == MessageSection.Question)
        {
            return true;
        }

        TimeToLive = ((uint)Word(tail + 4) << 16) | (uint)Word(tail + 6);
        DataLength = Word(tail + 8);
        Data = _next;
        _next += DataLength;
        return _next <= _end && IsDataValid();
    }

    /// <summary>Whether the data is as its type says, for those types whose data is looked at.</summary>
    private bool IsDataValid()
    {
        switch (Type)
        {
            case DnsType.A:
                return DataLength == 4;
            case DnsType.Aaaa:
                return DataLength == 16;
            case DnsType.DomainPointer:
            case DnsType.Cname:
            case DnsType.Ns:
                return DnsName.Skip(_message, Data, _next) == _next;
            case DnsType.Srv:
                return DnsName.Skip(_message, Data + SrvHeadSize, _next) == _next;
            case DnsType.Txt:
                return AreTexts();
            default:
                return true;
        }
    }

    private bool AreTexts()
    {
        int offset = Data;
        while (offset < _next)
        {
            offset += 1 + _message[offset];
        }

        return offset == _next;
    }

    private int Word(int offset)
    {
        return (_message[offset] << 8) | _message[offset + 1];
    }
}
