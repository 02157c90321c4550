namespace Sensorcast.Dns;

/// <summary>The second word of a message's header (RFC 1035 section 4.1.1).</summary>
public static class DnsFlags
{
    /// <summary>A question, as RFC 6762 section 18 wants it.</summary>
    public const int Query = 0;

    /// <summary>The message answers one.</summary>
    public const int Response = 0x8000;

    /// <summary>The sender of the answer owns the name.</summary>
    public const int Authoritative = 0x0400;

    /// <summary>There is more in another message: in a multicast query, more known answers (RFC 6762 section 7.2).</summary>
    public const int Truncated = 0x0200;

    /// <summary>The sender wants the server to ask others; an answer repeats it.</summary>
    public const int RecursionDesired = 0x0100;

    /// <summary>Response code: the question is malformed.</summary>
    public const int FormatError = 1;

    /// <summary>Response code: this kind of request is not served.</summary>
    public const int NotImplemented = 4;

    /// <summary>The kind of request; 0 is a standard query.</summary>
    internal const int OpcodeMask = 0x7800;

    /// <summary>The response code.</summary>
    internal const int CodeMask = 0x000F;
}
