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

    /// <summary>Starts a response of which the client has the content already: it gets fields only (RFC 9110 section 15.4.5).</summary>
    public void NotModified()
    {
        StatusLine(HttpStatus.NotModified);
    }

    /// <summary>Starts a response without content (RFC 9110 section 15.3.5).</summary>
    public void NoContent()
    {
        StatusLine(HttpStatus.NoContent);
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
    /// One of <see cref="HttpStatus"/> from 400 on; for 401, 405, 429 and 503, which say more, there is a method each.
    /// </param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void Refusal(int status, bool withBody)
    {
        StartRefusal(status);
        if (status == HttpStatus.UpgradeRequired)
        {
            // RFC 9110 sections 15.5.22 and 7.8, RFC 6455 section 4.4.
            Text("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
        }

        EndRefusal(status, withBody);
    }

    /// <summary>Writes a 405 (RFC 9110 section 15.5.6).</summary>
    /// <param name="methods">The methods that the path takes.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void MethodNotAllowed(HttpMethod methods, bool withBody)
    {
        StartRefusal(HttpStatus.MethodNotAllowed);
        Text("Allow: ");
        MethodName.WriteList(this, methods);
        Text("\r\n");
        EndRefusal(HttpStatus.MethodNotAllowed, withBody);
    }

    /// <summary>Writes a 503 (RFC 9110 section 15.6.4).</summary>
    /// <param name="seconds">After how long the client may try again.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void ServiceUnavailable(int seconds, bool withBody)
    {
        StartRefusal(HttpStatus.ServiceUnavailable);
        RetryAfter(seconds);
        EndRefusal(HttpStatus.ServiceUnavailable, withBody);
    }

    /// <summary>Writes a refusal in words of the caller's.</summary>
    /// <param name="status">The status, 400 or above.</param>
    /// <param name="advice">One sentence that says what to do.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void Refusal(int status, string advice, bool withBody)
    {
        RefusalHead(status, Utf8Text.Size(advice) + 1);
        EndHead();
        if (withBody)
        {
            Text(advice);
            Text("\n");
        }
    }

    /// <summary>Writes the head of a refusal but for its end; a text follows.</summary>
    /// <param name="status">The status, 400 or above.</param>
    /// <param name="contentLength">The length of that text in bytes.</param>
    public void RefusalHead(int status, int contentLength)
    {
        Head(status, "text/plain; charset=utf-8", contentLength);
        Field("Cache-Control", "no-store");
    }

    /// <summary>
    /// Writes a 302 (RFC 9110 section 15.4.3). It has a body, since some phones take an answer without one for that of the Internet.
    /// </summary>
    /// <param name="location">The address to go to, in ASCII.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void Redirect(string location, bool withBody)
    {
        const string Start = "Go to ";
        Head(HttpStatus.Found, "text/plain; charset=utf-8", Start.Length + location.Length + 1);
        Field("Location", location);
        Field("Cache-Control", "no-store");
        EndHead();
        if (withBody)
        {
            Text(Start);
            Text(location);
            Text("\n");
        }
    }

    /// <summary>Writes a 401, with what RFC 6750 section 3 and RFC 7617 section 2 ask for.</summary>
    /// <param name="tokenIsWrong">Whether a token was offered.</param>
    /// <param name="acceptsPassword">Whether the token may also be offered as a password.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    public void Unauthorized(bool tokenIsWrong, bool acceptsPassword, bool withBody)
    {
        StartRefusal(HttpStatus.Unauthorized);
        if (acceptsPassword)
        {
            // The first one, since some browsers look at no other.
            Text("WWW-Authenticate: Basic realm=\"sensorcast\", charset=\"UTF-8\"\r\n");
        }

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
        RefusalHead(status, StatusText.Advice(status).Length + 1);
    }

    private void EndRefusal(int status, bool withBody)
    {
        EndHead();
        if (withBody)
        {
            Text(StatusText.Advice(status));
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
        Text(StatusText.Reason(status));
        Text("\r\nConnection: close\r\n");
    }
}
