namespace Sensorcast.Dns;

/// <summary>Classes of records and questions (RFC 1035 section 3.2.4), and the bit that RFC 6762 puts beside them.</summary>
public static class DnsClass
{
    /// <summary>The Internet.</summary>
    public const int Internet = 1;

    /// <summary>In a question: every class.</summary>
    public const int Any = 255;

    /// <summary>In a record: it is the only one of its name and type, so a cache forgets the others (RFC 6762 section 10.2).</summary>
    public const int CacheFlush = 0x8000;

    /// <summary>In a question: the answer may go to the sender alone (RFC 6762 section 5.4).</summary>
    public const int UnicastResponse = 0x8000;

    /// <summary>What is left without that bit.</summary>
    internal const int Mask = 0x7FFF;
}
