namespace Sensorcast.Dns;

/// <summary>Types of records, and of questions for them (RFC 1035 section 3.2.2; RFC 2782; RFC 3596; RFC 4034).</summary>
public static class DnsType
{
    /// <summary>An IPv4 address.</summary>
    public const int A = 1;

    /// <summary>A name server.</summary>
    public const int Ns = 2;

    /// <summary>The name that this one is an alias of.</summary>
    public const int Cname = 5;

    /// <summary>A pointer to another name: of services, one of their kind.</summary>
    public const int DomainPointer = 12;

    /// <summary>Texts: of a service, what a client should know before it connects.</summary>
    public const int Txt = 16;

    /// <summary>An IPv6 address.</summary>
    public const int Aaaa = 28;

    /// <summary>The host and port of a service.</summary>
    public const int Srv = 33;

    /// <summary>The types of records that a name has, and that it has no other.</summary>
    public const int Nsec = 47;

    /// <summary>A question for all of them.</summary>
    public const int Any = 255;
}
