namespace Sensorcast.Http;

/// <summary>The status codes that are answered, RFC 9110 section 15.</summary>
public static class HttpStatus
{
    /// <summary>The connection now speaks WebSocket.</summary>
    public const int SwitchingProtocols = 101;

    /// <summary>The answer follows.</summary>
    public const int Ok = 200;

    /// <summary>The request made what it names.</summary>
    public const int Created = 201;

    /// <summary>The request was accepted; it has not been acted on yet.</summary>
    public const int Accepted = 202;

    /// <summary>The request succeeded; there is no more to say.</summary>
    public const int NoContent = 204;

    /// <summary>The answer is elsewhere for now.</summary>
    public const int Found = 302;

    /// <summary>The answer is elsewhere, to be read with GET: what a form is answered with.</summary>
    public const int SeeOther = 303;

    /// <summary>The client has the answer already.</summary>
    public const int NotModified = 304;

    /// <summary>The request is malformed.</summary>
    public const int BadRequest = 400;

    /// <summary>A token is needed, or the one offered is wrong.</summary>
    public const int Unauthorized = 401;

    /// <summary>A page of another origin asks.</summary>
    public const int Forbidden = 403;

    /// <summary>Nothing is at that path.</summary>
    public const int NotFound = 404;

    /// <summary>The path does not take the method.</summary>
    public const int MethodNotAllowed = 405;

    /// <summary>No whole request came in time.</summary>
    public const int RequestTimeout = 408;

    /// <summary>The request conflicts with the state of what it is for.</summary>
    public const int Conflict = 409;

    /// <summary>A body needs a <c>Content-Length</c> here.</summary>
    public const int LengthRequired = 411;

    /// <summary>The body is over the limit, or none is taken.</summary>
    public const int ContentTooLarge = 413;

    /// <summary>The request target is over the limit.</summary>
    public const int UriTooLong = 414;

    /// <summary>The body's media type is not taken.</summary>
    public const int UnsupportedMediaType = 415;

    /// <summary>The request is for another host.</summary>
    public const int MisdirectedRequest = 421;

    /// <summary>The content is well formed and cannot be followed.</summary>
    public const int UnprocessableContent = 422;

    /// <summary>The path speaks WebSocket only.</summary>
    public const int UpgradeRequired = 426;

    /// <summary>The client has offered wrong tokens and has to wait.</summary>
    public const int TooManyRequests = 429;

    /// <summary>The header section is over the limit.</summary>
    public const int HeaderFieldsTooLarge = 431;

    /// <summary>The route failed.</summary>
    public const int InternalServerError = 500;

    /// <summary>Every slot is taken.</summary>
    public const int ServiceUnavailable = 503;

    /// <summary>The version in the request line is not HTTP/1.</summary>
    public const int VersionNotSupported = 505;
}
