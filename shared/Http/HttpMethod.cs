namespace Sensorcast.Http;

/// <summary>The method of a request, RFC 9110 section 9.</summary>
public enum HttpMethod
{
    /// <summary>One that is not served.</summary>
    Other,

    /// <summary>GET.</summary>
    Get,

    /// <summary>HEAD: as GET, but the answer has no body.</summary>
    Head,
}
