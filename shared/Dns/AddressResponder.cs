namespace Sensorcast.Dns;

/// <summary>
/// A DNS server (RFC 1035) for a network of its own, which answers every question for an IPv4 address with one address, whatever the name:
/// so a phone that joins a board's access point finds the board under any name.
/// </summary>
public sealed class AddressResponder
{
    /// <summary>The port of DNS over UDP.</summary>
    public const int Port = 53;

    /// <summary>
    /// The size that a buffer for its messages should have: the maximum of a message over UDP (RFC 1035 section 4.2.1).
    /// </summary>
    public const int BufferSize = 512;

    /// <summary>An answer holds for this network only, and has to expire soon in the next one.</summary>
    private const int TimeToLive = 1;

    private readonly MessageReader _reader = new MessageReader();
    private readonly MessageWriter _writer = new MessageWriter();
    private readonly byte[] _address;

    /// <summary>Makes one.</summary>
    /// <param name="address">The IPv4 address, 4 bytes.</param>
    public AddressResponder(byte[] address)
    {
        _address = address;
    }

    /// <summary>How many messages were malformed. Wraps around.</summary>
    public int Malformed { get; private set; }

    /// <summary>Answers a query in its own place.</summary>
    /// <param name="buffer">Holds the query from its first byte, and gets the answer.</param>
    /// <param name="length">The query's length in bytes.</param>
    /// <returns>The answer's length in bytes; 0 for a message that gets no answer.</returns>
    public int Answer(byte[] buffer, int length)
    {
        if (!_reader.Open(buffer, length))
        {
            // Not worth an answer: its sender's address may be made up.
            Malformed++;
            return 0;
        }

        int flags = _reader.Flags;
        if ((flags & DnsFlags.Response) != 0)
        {
            return 0;
        }

        int kept = flags & (DnsFlags.OpcodeMask | DnsFlags.RecursionDesired);
        if ((flags & DnsFlags.OpcodeMask) != 0)
        {
            return AnswerNothing(buffer, kept | DnsFlags.NotImplemented);
        }

        // More than one question has no defined answer (RFC 9619).
        if (_reader.CountOf(MessageSection.Question) != 1)
        {
            return AnswerNothing(buffer, kept | DnsFlags.FormatError);
        }

        _reader.Read();
        bool isForAddress = _reader.MatchesType(DnsType.A);
        int name = _reader.Name;
        _writer.StartAnswer(_reader, kept | DnsFlags.Response | DnsFlags.Authoritative);
        if (isForAddress)
        {
            _writer.StartRecord(name, DnsType.A, DnsClass.Internet, TimeToLive);
            _writer.AppendBytes(_address, 0, _address.Length);
            _writer.EndRecord(MessageSection.Answer);
        }

        return _writer.Length;
    }

    private int AnswerNothing(byte[] buffer, int flags)
    {
        _writer.Start(buffer, _reader.Id, flags | DnsFlags.Response);
        return _writer.Length;
    }
}
