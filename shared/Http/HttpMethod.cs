using System;

namespace Sensorcast.Http;

/// <summary>Methods (RFC 9110 section 9): one, or the set of those that a resource takes.</summary>
[Flags]
public enum HttpMethod
{
    /// <summary>One that no resource takes.</summary>
    Other = 0,

    /// <summary>GET.</summary>
    Get = 1 << 0,

    /// <summary>HEAD: as GET, but the response has no body. What takes GET takes HEAD.</summary>
    Head = 1 << 1,

    /// <summary>POST.</summary>
    Post = 1 << 2,

    /// <summary>PUT.</summary>
    Put = 1 << 3,

    /// <summary>DELETE.</summary>
    Delete = 1 << 4,
}
