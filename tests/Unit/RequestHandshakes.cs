namespace Sensorcast.Tests.Unit;

/// <summary>Requests as such, valid and not: RFC 9112 and RFC 9110 where they bind a server.</summary>
internal static class RequestHandshakes
{
    private const string Host = "Host: board\r\n";
    private const string End = "\r\n";

    internal static HandshakeCase[] All => new HandshakeCase[]
    {
        new HandshakeCase("the page", 200, "GET / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("the state", 200, "GET /status HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("HEAD", 200, "HEAD / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("HTTP/1.0 without a host", 200, "GET / HTTP/1.0\r\n" + End),
        new HandshakeCase("an empty line before", 200, "\r\nGET / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("an empty query", 200, "GET /? HTTP/1.1\r\n" + Host + End),
        new HandshakeCase(
            "Upgrade: h2c is ignored", 200,
            "GET / HTTP/1.1\r\n" + Host
                + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n" + End),
        new HandshakeCase(
            "Upgrade: websocket on the page is ignored", 200,
            "GET / HTTP/1.1\r\n" + Host + "Upgrade: websocket\r\nConnection: Upgrade\r\n" + End),
        new HandshakeCase(
            "Upgrade: TLS/1.0 is ignored", 200, "GET / HTTP/1.1\r\n" + Host + "Upgrade: TLS/1.0\r\nConnection: Upgrade\r\n" + End),

        // Request targets (RFC 9112 section 3.2).
        new HandshakeCase("absolute form", 200, "GET http://board/ HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form without a path", 200, "GET http://board HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form with a port and a query", 200, "GET http://board:80/status?x HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form, other case", 200, "GET HTTPS://board/ HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form, a query right after the host", 200, "GET http://board?/nothing HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form without a host", 400, "GET http:///ws HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form with nothing after the slashes", 400, "GET http:// HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form with one slash", 400, "GET http:/board HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("absolute form without a scheme", 400, "GET ://board/ws HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("two slashes in a relative path", 400, "GET a//b/ws HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("another scheme", 400, "GET ftp://board/ws HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("half a scheme", 400, "GET http HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("asterisk form", 405, "OPTIONS * HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("authority form", 405, "CONNECT board:80 HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("GET of an asterisk", 400, "GET * HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("GET of an authority", 400, "GET board:80 HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a relative path", 400, "GET status HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("an empty target", 400, "GET  HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a request line as a target", 400, "GET /GET / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a fragment", 400, "GET /#top HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a byte over ASCII in the target", 400, "GET /\u00e4 HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a NUL in the target", 400, "GET /\u2400 HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a DEL in the target", 400, "GET /\u007f HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a tab in the target", 400, "GET /\tx HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("an unknown path", 404, "GET /nothing HTTP/1.1\r\n" + Host + End),
        new HandshakeCase(
            "an unknown path, with fields that depend on the path", 404,
            "GET /nothing HTTP/1.1\r\n" + Host + "Sec-WebSocket-Protocol: a\r\nIf-None-Match: \"a\"\r\n" + End),
        new HandshakeCase("a path in other case", 404, "GET /WS HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a path with a slash at its end", 404, "GET /ws/ HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("two slashes", 404, "GET //ws HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a path with percent signs", 404, "GET /%77s HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a path that leads upwards", 404, "GET /../ws HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a path that only begins as one of ours", 404, "GET /status.json HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a target of 256 bytes", 404, "GET /" + HandshakeCase.Repeat("a", 255) + " HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a target of 257 bytes", 414, "GET /" + HandshakeCase.Repeat("a", 256) + " HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a query of 300 bytes", 414, "GET /?" + HandshakeCase.Repeat("a", 300) + " HTTP/1.1\r\n" + Host + End),

        // Methods (RFC 9110 section 9).
        new HandshakeCase("POST", 405, "POST / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("POST with a body", 405, "POST / HTTP/1.1\r\n" + Host + "Content-Length: 5\r\n" + End),
        new HandshakeCase("PUT", 405, "PUT /ws HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("DELETE", 405, "DELETE / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("TRACE", 405, "TRACE / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a method of its own", 405, "M-SEARCH! / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("methods compare with case", 405, "get / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a method that begins as GET", 405, "GETS / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a method of one letter", 405, "M / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("no method", 400, " / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a method with a bad character", 400, "GE(T / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a very long method", 400, HandshakeCase.Repeat("M", 40) + " / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a method of 20 letters", 405, HandshakeCase.Repeat("M", 20) + " / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a method of 21 letters", 400, HandshakeCase.Repeat("M", 21) + " / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a TLS ClientHello", 400, "\u0016\u0003\u0001\u0002\u2400\u0001\u2400\u0001\u007c\u0003\u0003"),
        new HandshakeCase("three empty lines before", 400, "\r\n\r\n\r\nGET / HTTP/1.1\r\n" + Host + End),

        // Versions (RFC 9110 section 2.5).
        new HandshakeCase("the HTTP/2 preface", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        new HandshakeCase("HTTP/2.0 in the request line", 505, "GET / HTTP/2.0\r\n" + Host + End),
        new HandshakeCase("HTTP/3.0 in the request line", 505, "GET / HTTP/3.0\r\n" + Host + End),
        new HandshakeCase("HTTP/0.9 with a version", 505, "GET / HTTP/0.9\r\n" + Host + End),
        new HandshakeCase("HTTP/0.9 as it was", 400, "GET /\r\n"),
        new HandshakeCase("HTTP/2", 400, "GET / HTTP/2\r\n" + Host + End),
        new HandshakeCase("HTTP/1.10", 400, "GET / HTTP/1.10\r\n" + Host + End),
        new HandshakeCase("a version without an end", 400, "GET / HTTP/1.10"),
        new HandshakeCase("a short version", 400, "GET / HTTP/1\r"),
        new HandshakeCase("a version of letters", 400, "GET / HTTP/a.1\r\n" + Host + End),
        new HandshakeCase("a version with a letter", 400, "GET / HTTP/1.x\r\n" + Host + End),
        new HandshakeCase("a version with a comma", 400, "GET / HTTP/1,1\r\n" + Host + End),
        new HandshakeCase("HTTP/1", 400, "GET / HTTP/1\r\n" + Host + End),
        new HandshakeCase("a version in lower case", 400, "GET / http/1.1\r\n" + Host + End),
        new HandshakeCase("no version", 400, "GET / \r\n" + Host + End),
        new HandshakeCase("two spaces before the version", 400, "GET /  HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a space after the version", 400, "GET / HTTP/1.1 \r\n" + Host + End),
        new HandshakeCase("another protocol's name", 400, "GET / RTSP/1.0\r\n" + Host + End),

        // Line endings and white space (RFC 9112 sections 2.2 and 5).
        new HandshakeCase("a bare LF after the request line", 400, "GET / HTTP/1.1\nHost: board\r\n\r\n"),
        new HandshakeCase("another byte before the LF", 400, "GET / HTTP/1.1x\nHost: board\r\n\r\n"),
        new HandshakeCase("another byte after the CR", 400, "GET / HTTP/1.1\rxHost: board\r\n\r\n"),
        new HandshakeCase("a CR LF in the method", 400, "G\r\nET / HTTP/1.1\r\n" + Host + End),
        new HandshakeCase("a bare LF after a field", 400, "GET / HTTP/1.1\r\nHost: board\nX: y\r\n\r\n"),
        new HandshakeCase("a bare LF as the end", 400, "GET / HTTP/1.1\r\nHost: board\r\n\n"),
        new HandshakeCase("a bare CR in the request line", 400, "GET / HTTP/1.1\rHost: board\r\n\r\n"),
        new HandshakeCase("a bare CR in an ignored field", 400, "GET / HTTP/1.1\r\nHost: board\r\nX: a\rb\r\n\r\n"),
        new HandshakeCase("a bare CR in a field of ours", 400, "GET / HTTP/1.1\r\nHost: bo\rard\r\n\r\n"),
        new HandshakeCase("a CR before the last line's CR", 400, "GET / HTTP/1.1\r\nHost: board\r\n\r\r\n"),
        new HandshakeCase("white space before the first field", 400, "GET / HTTP/1.1\r\n Host: board\r\n\r\n"),
        new HandshakeCase("obsolete folding", 400, "GET / HTTP/1.1\r\nHost: board\r\nX: a\r\n b\r\n\r\n"),
        new HandshakeCase("obsolete folding with a tab", 400, "GET / HTTP/1.1\r\nHost: board\r\nX: a\r\n\tb\r\n\r\n"),
        new HandshakeCase("white space before a colon", 400, "GET / HTTP/1.1\r\nHost : board\r\n\r\n"),
        new HandshakeCase("a field without a colon", 400, "GET / HTTP/1.1\r\nHost: board\r\nNonsense\r\n\r\n"),
        new HandshakeCase("a field without a name", 400, "GET / HTTP/1.1\r\nHost: board\r\n: x\r\n\r\n"),
        new HandshakeCase("a name with a bad character", 400, "GET / HTTP/1.1\r\nHost: board\r\nX(y): z\r\n\r\n"),
        new HandshakeCase("a name with a byte over ASCII", 400, "GET / HTTP/1.1\r\nHost: board\r\n\u00e4: z\r\n\r\n"),
        new HandshakeCase("a NUL in a name", 400, "GET / HTTP/1.1\r\nHost: board\r\nX\u2400: z\r\n\r\n"),
        new HandshakeCase("a NUL in an ignored value", 400, "GET / HTTP/1.1\r\nHost: board\r\nX: a\u2400b\r\n\r\n"),
        new HandshakeCase("a NUL in a value of ours", 400, "GET / HTTP/1.1\r\nHost: board\r\nConnection: a\u2400b\r\n\r\n"),
        new HandshakeCase("an escape character in a value", 400, "GET / HTTP/1.1\r\nHost: board\r\nX: \u001b[1m\r\n\r\n"),
        new HandshakeCase("bytes over ASCII in an ignored value", 200, "GET / HTTP/1.1\r\nHost: board\r\nX: \u00e4\u00f6\r\n\r\n"),
        new HandshakeCase("an empty value", 200, "GET / HTTP/1.1\r\nHost: board\r\nX:\r\nY: \r\n\r\n"),
        new HandshakeCase(
            "a name longer than any of ours", 200,
            "GET / HTTP/1.1\r\nHost: board\r\n" + HandshakeCase.Repeat("Long-", 60) + "Name: x\r\n\r\n"),
        new HandshakeCase(
            "a long name that begins as one of ours", 200,
            "GET / HTTP/1.1\r\nHost: board\r\nContent-Length-" + HandshakeCase.Repeat("x", 200) + ": 5\r\n\r\n"),

        // Host (RFC 9112 section 3.2).
        new HandshakeCase("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
        new HandshakeCase("an empty host", 400, "GET / HTTP/1.1\r\nHost:\r\n\r\n"),
        new HandshakeCase("an empty host and a host", 400, "GET / HTTP/1.1\r\nHost:\r\nHost: board\r\n\r\n"),
        new HandshakeCase("the host twice", 400, "GET / HTTP/1.1\r\nHost: board\r\nHost: board\r\n\r\n"),
        new HandshakeCase("the host and another one", 400, "GET / HTTP/1.1\r\nHost: board\r\nHost: evil.example\r\n\r\n"),
        new HandshakeCase("another host and the host", 400, "GET / HTTP/1.1\r\nHost: evil.example\r\nHost: board\r\n\r\n"),
        new HandshakeCase("a host and an empty one", 400, "GET / HTTP/1.1\r\nHost: board\r\nHost:\r\n\r\n"),
        new HandshakeCase("the host twice after a target with it", 400, "GET http://board/ HTTP/1.1\r\nHost: x\r\nHost: board\r\n\r\n"),
        new HandshakeCase("two hosts in one field", 400, "GET / HTTP/1.1\r\nHost: board, other\r\n\r\n"),
        new HandshakeCase("two hosts without a comma", 400, "GET / HTTP/1.1\r\nHost: board board\r\n\r\n"),
        new HandshakeCase("a comma before the host", 400, "GET / HTTP/1.1\r\nHost: ,board\r\n\r\n"),
        new HandshakeCase("a comma after the host", 400, "GET / HTTP/1.1\r\nHost: board,\r\n\r\n"),
        new HandshakeCase("a host with a path", 400, "GET / HTTP/1.1\r\nHost: board/x\r\n\r\n"),
        new HandshakeCase("a host with a user", 400, "GET / HTTP/1.1\r\nHost: me@board\r\n\r\n"),
        new HandshakeCase("a host over ASCII", 400, "GET / HTTP/1.1\r\nHost: b\u00f6ard\r\n\r\n"),
        new HandshakeCase("a host of 128 bytes", 200, "GET / HTTP/1.1\r\nHost: " + HandshakeCase.Repeat("h", 122) + ".local\r\n\r\n"),
        new HandshakeCase("a host of 129 bytes", 400, "GET / HTTP/1.1\r\nHost: " + HandshakeCase.Repeat("h", 123) + ".local\r\n\r\n"),
        new HandshakeCase("an IPv6 host", 200, "GET / HTTP/1.1\r\nHost: [2001:db8::1]:8080\r\n\r\n"),

        // What the client has already (RFC 9110 section 13.1.2).
        new HandshakeCase("an entity tag", 200, "GET / HTTP/1.1\r\n" + Host + "If-None-Match: \"0123456789abcdef\"\r\n" + End),
        new HandshakeCase(
            "entity tags", 200, "GET / HTTP/1.1\r\n" + Host + "If-None-Match: \"a\", W/\"0123456789abcdef\", \"b,c\"\r\n" + End),
        new HandshakeCase("any entity tag", 200, "GET / HTTP/1.1\r\n" + Host + "If-None-Match: *\r\n" + End),

        // Bodies, and attempts to smuggle one (RFC 9112 sections 6 and 11.2).
        new HandshakeCase("a body", 413, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 5\r\n" + End),
        new HandshakeCase("a large body", 413, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 18446744073709551616\r\n" + End),
        new HandshakeCase("a length of zeros", 200, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 000\r\n" + End),
        new HandshakeCase(
            "a length of 136 zeros", 200, "GET / HTTP/1.1\r\n" + Host + "Content-Length: " + HandshakeCase.Repeat("0", 136) + "\r\n" + End),
        new HandshakeCase("chunks", 413, "GET / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n" + End),
        new HandshakeCase("another transfer coding", 413, "GET / HTTP/1.1\r\n" + Host + "Transfer-Encoding: identity\r\n" + End),
        new HandshakeCase(
            "a length and chunks", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" + End),
        new HandshakeCase(
            "chunks and a length of 0", 400, "GET / HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n" + End),
        new HandshakeCase("a negative length", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: -5\r\n" + End),
        new HandshakeCase("a length with a sign", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: +5\r\n" + End),
        new HandshakeCase("a hexadecimal length", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 0x5\r\n" + End),
        new HandshakeCase(
            "a very long length", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: " + HandshakeCase.Repeat("0", 200) + "5\r\n" + End),
        new HandshakeCase("an empty length", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length:\r\n" + End),
        new HandshakeCase("two lengths in one field", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 0 0\r\n" + End),
        new HandshakeCase("a list of lengths", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 0, 0\r\n" + End),
        new HandshakeCase("a comma after the length", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 0,\r\n" + End),
        new HandshakeCase("lengths that differ", 400, "GET / HTTP/1.1\r\n" + Host + "Content-Length: 0\r\nContent-Length: 5\r\n" + End),
        new HandshakeCase("a chunked hidden after a bad name", 400, "GET / HTTP/1.1\r\n" + Host + "Transfer-Encoding : chunked\r\n" + End),

        // Sizes.
        new HandshakeCase(
            "a header section of 8,192 bytes", 200, "GET / HTTP/1.1\r\n" + Host + "X: ", "x", 8192 - 13 - 3 - 2 - 2, "\r\n" + End),
        new HandshakeCase(
            "a header section of 8,193 bytes", 431, "GET / HTTP/1.1\r\n" + Host + "X: ", "x", 8193 - 13 - 3 - 2 - 2, "\r\n" + End),
        new HandshakeCase("a thousand fields", 431, "GET / HTTP/1.1\r\n" + Host, "X: yyyy\r\n", 1000, End),
        new HandshakeCase("an endless name", 431, "GET / HTTP/1.1\r\n", "x", 9000, string.Empty),

        // Not whole yet.
        new HandshakeCase("nothing", 0, string.Empty),
        new HandshakeCase("half a request line", 0, "GET / HT"),
        new HandshakeCase("all but the last byte", 0, "GET / HTTP/1.1\r\n" + Host + "\r"),
    };
}
