using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// Writes all responses but 101 (RFC 9112 section 4) into a buffer that the caller owns, of which 1,024 bytes hold any head. Each of them
/// ends its connection.
/// </summary>
public sealed class ResponseWriter : AsciiWriter
{
    /// <summary>The length of a body that is made while it is sent.</summary>
    public const int UnknownLength = -1;

    private const int BusyTime = 5; // seconds after which a place may be free

    /// <summary>Starts a response of which the client has the content already: it gets fields only (RFC 9110 section 15.4.5).</summary>
    public void NotModified()
    {
        StatusLine(HttpStatus.NotModified);
    }

    /// <summary>Writes a status line and the fields that every response with content has.</summary>
    /// <param name="status">One of <see cref="HttpStatus"/>.</param>
    /// <param name="contentType">The body's media type.</param>
    /// <param name="contentLength">
    /// The body's length in bytes, or <see cref="UnknownLength"/>: the end of the connection then ends the body (RFC 9112 section 6.3).
    /// </param>
    public void Head(int status, string contentType, int contentLength)
    {
        StatusLine(status);
        Field("Content-Type", contentType);
        if (contentLength != UnknownLength)
        {
            Text("Content-Length: ");
            Number(contentLength);
            Text("\r\n");
        }

        // No page of another site may embed an answer or have its type guessed.
        Text("X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n");
    }

    /// <summary>Writes a whole refusal that says in one sentence what to do.</summary>
    /// <param name="status">
    /// One of <see cref="HttpStatus"/> from 400 on; for 401 and 429, which say more, there is a method each.
    /// </param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void Refusal(int status, bool withBody)
    {
        StartRefusal(status);
        switch (status)
        {
            case HttpStatus.MethodNotAllowed:
                Field("Allow", "GET, HEAD");
                break;
            case HttpStatus.UpgradeRequired:
                // RFC 9110 sections 15.5.22 and 7.8, RFC 6455 section 4.4.
                Text("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
                break;
            case HttpStatus.ServiceUnavailable:
                RetryAfter(BusyTime);
                break;
        }

        EndRefusal(status, withBody);
    }

    /// <summary>Writes a 401, with what RFC 6750 section 3 asks for.</summary>
    /// <param name="tokenIsWrong">Whether a token was offered.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void Unauthorized(bool tokenIsWrong, bool withBody)
    {
        StartRefusal(HttpStatus.Unauthorized);
        Text("WWW-Authenticate: Bearer realm=\"sensorcast\"");
        Text(tokenIsWrong ? ", error=\"invalid_token\"\r\n" : "\r\n");
        EndRefusal(HttpStatus.Unauthorized, withBody);
    }

    /// <summary>Writes a 429 (RFC 6585 section 4).</summary>
    /// <param name="seconds">How long the client has to wait.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void TooManyRequests(int seconds, bool withBody)
    {
        StartRefusal(HttpStatus.TooManyRequests);
        RetryAfter(seconds);
        EndRefusal(HttpStatus.TooManyRequests, withBody);
    }

    /// <summary>Writes a header field.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Field(string name, string value)
    {
        Text(name);
        Text(": ");
        Text(value);
        Text("\r\n");
    }

    /// <summary>Ends the header section.</summary>
    public void EndHead()
    {
        Text("\r\n");
    }

    private void StartRefusal(int status)
    {
        Head(status, "text/plain; charset=utf-8", Advice(status).Length + 1);
        Field("Cache-Control", "no-store");
    }

    private void EndRefusal(int status, bool withBody)
    {
        EndHead();
        if (withBody)
        {
            Text(Advice(status));
            Text("\n");
        }
    }

    private void RetryAfter(int seconds)
    {
        Text("Retry-After: ");
        Number(seconds);
        Text("\r\n");
    }

    private void StatusLine(int status)
    {
        Text("HTTP/1.1 ");
        Number(status);
        Text(" ");
        Text(Reason(status));
        Text("\r\nConnection: close\r\n");
    }

    private static string Reason(int status)
    {
        switch (status)
        {
            case HttpStatus.Ok: return "OK";
            case HttpStatus.NotModified: return "Not Modified";
            case HttpStatus.BadRequest: return "Bad Request";
            case HttpStatus.Unauthorized: return "Unauthorized";
            case HttpStatus.Forbidden: return "Forbidden";
            case HttpStatus.NotFound: return "Not Found";
            case HttpStatus.MethodNotAllowed: return "Method Not Allowed";
            case HttpStatus.RequestTimeout: return "Request Timeout";
            case HttpStatus.ContentTooLarge: return "Content Too Large";
            case HttpStatus.UriTooLong: return "URI Too Long";
            case HttpStatus.MisdirectedRequest: return "Misdirected Request";
            case HttpStatus.UpgradeRequired: return "Upgrade Required";
            case HttpStatus.TooManyRequests: return "Too Many Requests";
            case HttpStatus.HeaderFieldsTooLarge: return "Request Header Fields Too Large";
            case HttpStatus.ServiceUnavailable: return "Service Unavailable";
            case HttpStatus.VersionNotSupported: return "HTTP Version Not Supported";
            default: return "Error";
        }
    }

    private static string Advice(int status)
    {
        switch (status)
        {
            case HttpStatus.BadRequest:
                return "The request is malformed: send an HTTP/1.1 request with one Host, and to upgrade one 16-byte Sec-WebSocket-Key.";
            case HttpStatus.Unauthorized:
                return "The right token is needed: offer it as Authorization: Bearer, or on a WebSocket as the subprotocol token.<base64url>.";
            case HttpStatus.Forbidden:
                return "A page of another origin may not connect: open the dashboard from this address, or allow the origin.";
            case HttpStatus.NotFound:
                return "Nothing is here: the dashboard is at /, the stream at /ws, an echo at /echo, the state at /status and /metrics.";
            case HttpStatus.MethodNotAllowed:
                return "Only GET and HEAD are served.";
            case HttpStatus.RequestTimeout:
                return "No whole request came in time: connect again.";
            case HttpStatus.ContentTooLarge:
                return "A request has no body here: send it without one.";
            case HttpStatus.UriTooLong:
                return "The request target is longer than 256 bytes.";
            case HttpStatus.MisdirectedRequest:
                return "This server does not know that host name as its own: use its address or .local name, or add the name (option --host-name, on a board HostNames).";
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
