namespace Sensorcast.Dns;

/// <summary>The sections of a message (RFC 1035 section 4.1), in their order.</summary>
public static class MessageSection
{
    /// <summary>What is asked.</summary>
    public const int Question = 0;

    /// <summary>What answers it; in a multicast query, answers that the sender knows (RFC 6762 section 7.1).</summary>
    public const int Answer = 1;

    /// <summary>In a multicast query, records that the sender is about to claim (RFC 6762 section 8.2).</summary>
    public const int Authority = 2;

    /// <summary>What the receiver will most likely ask next.</summary>
    public const int Additional = 3;

    /// <summary>How many there are.</summary>
    internal const int Count = 4;
}
