namespace Sensorcast.Http;

/// <summary>What statuses are called (RFC 9110 section 15), and what a client that gets one can do.</summary>
public static class StatusText
{
    /// <summary>The reason phrase of a status, which is also a title for problem details (RFC 9457).</summary>
    /// <param name="status">One of <see cref="HttpStatus"/>.</param>
    /// <returns>The phrase, in ASCII.</returns>
    public static string Reason(int status)
    {
        switch (status)
        {
            case HttpStatus.Ok: return "OK";
            case HttpStatus.Created: return "Created";
            case HttpStatus.Accepted: return "Accepted";
            case HttpStatus.NoContent: return "No Content";
            case HttpStatus.Found: return "Found";
            case HttpStatus.SeeOther: return "See Other";
            case HttpStatus.NotModified: return "Not Modified";
            case HttpStatus.BadRequest: return "Bad Request";
            case HttpStatus.Unauthorized: return "Unauthorized";
            case HttpStatus.Forbidden: return "Forbidden";
            case HttpStatus.NotFound: return "Not Found";
            case HttpStatus.MethodNotAllowed: return "Method Not Allowed";
            case HttpStatus.RequestTimeout: return "Request Timeout";
            case HttpStatus.Conflict: return "Conflict";
            case HttpStatus.LengthRequired: return "Length Required";
            case HttpStatus.ContentTooLarge: return "Content Too Large";
            case HttpStatus.UriTooLong: return "URI Too Long";
            case HttpStatus.UnsupportedMediaType: return "Unsupported Media Type";
            case HttpStatus.MisdirectedRequest: return "Misdirected Request";
            case HttpStatus.UnprocessableContent: return "Unprocessable Content";
            case HttpStatus.UpgradeRequired: return "Upgrade Required";
            case HttpStatus.TooManyRequests: return "Too Many Requests";
            case HttpStatus.HeaderFieldsTooLarge: return "Request Header Fields Too Large";
            case HttpStatus.InternalServerError: return "Internal Server Error";
            case HttpStatus.ServiceUnavailable: return "Service Unavailable";
            case HttpStatus.VersionNotSupported: return "HTTP Version Not Supported";
            default: return "Error";
        }
    }

    internal static string Advice(int status)
    {
        switch (status)
        {
            case HttpStatus.BadRequest:
                return "The request is malformed: send an HTTP/1.1 request with one Host, and to upgrade one 16-byte Sec-WebSocket-Key.";
            case HttpStatus.Unauthorized:
                return "The right token is needed: offer it as Authorization: Bearer, "
                    + "or on a WebSocket as the subprotocol token.<base64url>.";
            case HttpStatus.Forbidden:
                return "A page of another origin may not connect: open the dashboard from this address, or allow the origin.";
            case HttpStatus.NotFound:
                return "Nothing is at this path.";
            case HttpStatus.MethodNotAllowed:
                return "This path does not take the method: Allow lists those that it takes.";
            case HttpStatus.RequestTimeout:
                return "No whole request came in time: connect again.";
            case HttpStatus.ContentTooLarge:
                return "The body is longer than this path takes, or it takes none.";
            case HttpStatus.LengthRequired:
                return "Send the body with a Content-Length: chunks are not taken.";
            case HttpStatus.InternalServerError:
                return "The program at this path failed: its log says why.";
            case HttpStatus.UriTooLong:
                return "The request target is longer than 256 bytes.";
            case HttpStatus.MisdirectedRequest:
                return "This server does not know that host name as its own: use its address or .local name, or add the name (option "
                    + "--host-name, on a board HostNames).";
            case HttpStatus.UpgradeRequired:
                return "This path speaks WebSocket: connect with a WebSocket client, version 13, over HTTP/1.1.";
            case HttpStatus.TooManyRequests:
                return "Wrong tokens came from this address: wait before you offer another one.";
            case HttpStatus.HeaderFieldsTooLarge:
                return "The header section is longer than 8 KB.";
            case HttpStatus.ServiceUnavailable:
                return "Every place is taken: close a dashboard that is open elsewhere, or try again later.";
            default:
                return "Speak HTTP/1.1 or HTTP/1.0 here.";
        }
    }
}
