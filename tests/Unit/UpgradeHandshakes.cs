namespace Sensorcast.Tests.Unit;

/// <summary>Upgrades, valid and not: RFC 6455 section 4.2.1 and the table of the design.</summary>
internal static class UpgradeHandshakes
{
    // Shared parts are no constants: the compiler would write each whole request into the literals of the assembly.
    private static string Line => "GET /ws HTTP/1.1\r\n";

    private static string Host => "Host: board\r\n";

    private static string Upgrade => "Upgrade: websocket\r\n";

    private static string Connection => "Connection: Upgrade\r\n";

    private static string Version => "Sec-WebSocket-Version: 13\r\n";

    private static string Key => "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private static string End => "\r\n";

    private static string Good => Line + Host + Upgrade + Connection + Version + Key;

    internal static HandshakeCase[] All => new HandshakeCase[]
    {
        new HandshakeCase("the plain upgrade", 101, Good + End),
        new HandshakeCase("the echo", 101, "GET /echo HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase(
            "a query after the path", 101, "GET /ws?x=1&y=/echo HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("absolute form", 101, "GET http://board/ws HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("HTTP/1.9 is still 1", 101, "GET /ws HTTP/1.9\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("any order", 101, Line + Key + Version + Connection + Upgrade + Host + End),

        // Names and tokens compare without case; lists may have other members, several lines and odd white space.
        new HandshakeCase(
            "upper-case names", 101,
            Line + "HOST: board\r\nUPGRADE: websocket\r\nCONNECTION: Upgrade\r\nSEC-WEBSOCKET-VERSION: 13\r\nSEC-WEBSOCKET-KEY: "
                + "dGhlIHNhbXBsZSBub25jZQ==\r\n" + End),
        new HandshakeCase(
            "lower-case names", 101,
            Line + "host: board\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: "
                + "dGhlIHNhbXBsZSBub25jZQ==\r\n" + End),
        new HandshakeCase(
            "WebSocket in mixed case", 101, Line + Host + "Upgrade: WebSocket\r\nConnection: UPGRADE\r\n" + Version + Key + End),
        new HandshakeCase(
            "Firefox's Connection of older versions", 101,
            Line + Host + Upgrade + "Connection: keep-alive, Upgrade\r\n" + Version + Key + End),
        new HandshakeCase("the option first", 101, Line + Host + Upgrade + "Connection: Upgrade, keep-alive\r\n" + Version + Key + End),
        new HandshakeCase(
            "no space after the comma", 101, Line + Host + Upgrade + "Connection: keep-alive,Upgrade\r\n" + Version + Key + End),
        new HandshakeCase("empty list members", 101, Line + Host + Upgrade + "Connection: , ,Upgrade, ,\r\n" + Version + Key + End),
        new HandshakeCase(
            "tabs as white space", 101, Line + Host + Upgrade + "Connection:\tkeep-alive\t,\tUpgrade\t\r\n" + Version + Key + End),
        new HandshakeCase(
            "two Connection lines", 101, Line + Host + Upgrade + "Connection: keep-alive\r\n" + Connection + Version + Key + End),
        new HandshakeCase("two Upgrade lines", 101, Line + Host + "Upgrade: h2c\r\n" + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("an Upgrade list", 101, Line + Host + "Upgrade: h2c, websocket\r\n" + Connection + Version + Key + End),
        new HandshakeCase(
            "each word twice", 101,
            Line + Host + "Upgrade: websocket, websocket\r\nConnection: Upgrade, Upgrade\r\n" + Version + Key + End),
        new HandshakeCase(
            "no white space after colons", 101,
            Line + "Host:board\r\nUpgrade:websocket\r\nConnection:Upgrade\r\nSec-WebSocket-Version:13\r\nSec-WebSocket-Key:dGhlIHNhbXBsZSBub25jZQ==\r\n" + End),
        new HandshakeCase(
            "much white space", 101,
            Line + Host + Upgrade + Connection + "Sec-WebSocket-Version:   13   \r\nSec-WebSocket-Key: \t dGhlIHNhbXBsZSBub25jZQ== \t \r\n"
                + End),
        new HandshakeCase(
            "a very long Connection member", 101,
            Line + Host + Upgrade + "Connection: " + HandshakeCase.Repeat("x", 300) + ", Upgrade\r\n" + Version + Key + End),

        // What is offered and not taken is no error.
        new HandshakeCase(
            "extensions", 101, Good + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-other\r\n" + End),
        new HandshakeCase("an unknown subprotocol", 101, Good + "Sec-WebSocket-Protocol: chat\r\n" + End),
        new HandshakeCase(
            "several subprotocols", 101, Good + "Sec-WebSocket-Protocol: chat, senml+json\r\nSec-WebSocket-Protocol: senml+cbor\r\n" + End),
        new HandshakeCase("an empty subprotocol field", 101, Good + "Sec-WebSocket-Protocol:\r\n" + End),
        new HandshakeCase("Content-Length 0", 101, Good + "Content-Length: 0\r\n" + End),

        // No upgrade, or none that goes with this version: 426.
        new HandshakeCase("no upgrade at all", 426, Line + Host + End),
        new HandshakeCase("no Upgrade field", 426, Line + Host + Connection + Version + Key + End),
        new HandshakeCase("no Connection field", 426, Line + Host + Upgrade + Version + Key + End),
        new HandshakeCase("Connection without the option", 426, Line + Host + Upgrade + "Connection: keep-alive\r\n" + Version + Key + End),
        new HandshakeCase("an option that only begins so", 426, Line + Host + Upgrade + "Connection: Upgrades\r\n" + Version + Key + End),
        new HandshakeCase("an option that only ends so", 426, Line + Host + Upgrade + "Connection: NoUpgrade\r\n" + Version + Key + End),
        new HandshakeCase("another protocol", 426, Line + Host + "Upgrade: h2c\r\n" + Connection + Version + Key + End),
        new HandshakeCase(
            "a protocol that only begins so", 426, Line + Host + "Upgrade: websockets\r\n" + Connection + Version + Key + End),
        new HandshakeCase("a protocol with a version", 426, Line + Host + "Upgrade: websocket/13\r\n" + Connection + Version + Key + End),
        new HandshakeCase("HTTP/1.0", 426, "GET /ws HTTP/1.0\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("HEAD", 426, "HEAD /ws HTTP/1.1\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("no version", 426, Line + Host + Upgrade + Connection + Key + End),
        new HandshakeCase("version 8", 426, Line + Host + Upgrade + Connection + "Sec-WebSocket-Version: 8\r\n" + Key + End),
        new HandshakeCase("version 14", 426, Line + Host + Upgrade + Connection + "Sec-WebSocket-Version: 14\r\n" + Key + End),
        new HandshakeCase("version 013", 426, Line + Host + Upgrade + Connection + "Sec-WebSocket-Version: 013\r\n" + Key + End),
        new HandshakeCase("an empty version", 426, Line + Host + Upgrade + Connection + "Sec-WebSocket-Version:\r\n" + Key + End),
        new HandshakeCase("a version list", 426, Line + Host + Upgrade + Connection + "Sec-WebSocket-Version: 13, 8\r\n" + Key + End),
        new HandshakeCase(
            "a version list that ends with 13", 426, Line + Host + Upgrade + Connection + "Sec-WebSocket-Version: 8, 13\r\n" + Key + End),
        new HandshakeCase(
            "a comma after the version", 426, Line + Host + Upgrade + Connection + "Sec-WebSocket-Version: 13,\r\n" + Key + End),
        new HandshakeCase("the version twice", 426, Good + Version + End),
        new HandshakeCase("the version and another one", 426, Good + "Sec-WebSocket-Version: 8\r\n" + End),
        new HandshakeCase(
            "another version and the version", 426,
            Line + Host + Upgrade + Connection + "Sec-WebSocket-Version: 8\r\n" + Version + Key + End),
        new HandshakeCase(
            "the draft of 2010 (hixie-76)", 426,
            Line + Host + Upgrade + Connection + "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\nSec-WebSocket-Key2: 12998 5 Y3 1  .P00\r\n"
                + End),

        // A key that is not valid: 400.
        new HandshakeCase("no key", 400, Line + Host + Upgrade + Connection + Version + End),
        new HandshakeCase("an empty key", 400, Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key:\r\n" + End),
        new HandshakeCase("the key twice", 400, Good + Key + End),
        new HandshakeCase("the key and another one", 400, Good + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" + End),
        new HandshakeCase("the key and what is no key", 400, Good + "Sec-WebSocket-Key: AAAA\r\n" + End),
        new HandshakeCase(
            "what is no key and the key", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: AAAA\r\n" + Key + End),
        new HandshakeCase(
            "white space after the key", 101,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== \r\n" + End),
        new HandshakeCase(
            "a word after the key", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== x\r\n" + End),
        new HandshakeCase(
            "a key with a letter after its pad", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=Q\r\n" + End),
        new HandshakeCase(
            "two keys in one field", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + End),
        new HandshakeCase(
            "a comma after the key", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==,\r\n" + End),
        new HandshakeCase(
            "two commas after the key", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==,,\r\n" + End),
        new HandshakeCase(
            "a list of keys that nothing asks for", 200, "GET / HTTP/1.1\r\n" + Host + "Sec-WebSocket-Key: a, b\r\n" + End),
        new HandshakeCase(
            "a key of 15 bytes", 400, Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j\r\n" + End),
        new HandshakeCase(
            "a key of 17 bytes", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE=\r\n" + End),
        new HandshakeCase(
            "a key of 18 bytes", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSEh\r\n" + End),
        new HandshakeCase(
            "a key without its pads", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ\r\n" + End),
        new HandshakeCase(
            "a key that is not base64", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j*Q==\r\n" + End),
        new HandshakeCase(
            "a key in base64url", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25-_Q==\r\n" + End),
        new HandshakeCase(
            "a key with pads in its middle", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: dGhlIHNhbXBs==Bub25jZQ==\r\n" + End),
        new HandshakeCase(
            "a very long key", 400,
            Line + Host + Upgrade + Connection + Version + "Sec-WebSocket-Key: " + HandshakeCase.Repeat("A", 500) + "==\r\n" + End),

        // Pages of other origins: 403.
        new HandshakeCase("its own page", 101, Good + "Origin: http://board\r\n" + End),
        new HandshakeCase("its own page through TLS", 101, Good + "Origin: https://board\r\n" + End),
        new HandshakeCase("its own page, other case", 101, Good + "Origin: HTTP://BOARD\r\n" + End),
        new HandshakeCase(
            "its own page with a port", 101,
            Line + "Host: Board:8080\r\n" + Upgrade + Connection + Version + Key + "Origin: http://board:8080\r\n" + End),
        new HandshakeCase(
            "its own page, IPv6", 101,
            Line + "Host: [fe80::1]:80\r\n" + Upgrade + Connection + Version + Key + "Origin: http://[fe80::1]:80\r\n" + End),
        new HandshakeCase(
            "the origin before the host", 101, Line + "Origin: http://board\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("an allowed page", 101, Good + "Origin: https://allowed.example\r\n" + End),
        new HandshakeCase("an allowed page, other case", 101, Good + "Origin: https://Allowed.Example\r\n" + End),
        new HandshakeCase("another page", 403, Good + "Origin: http://evil.example\r\n" + End),
        new HandshakeCase("another port", 403, Good + "Origin: http://board:8080\r\n" + End),
        new HandshakeCase("a name that begins as ours", 403, Good + "Origin: http://board.evil.example\r\n" + End),
        new HandshakeCase("a name that ends as ours", 403, Good + "Origin: http://evil-board\r\n" + End),
        new HandshakeCase("the null origin", 403, Good + "Origin: null\r\n" + End),
        new HandshakeCase("the null origin before a line with a URL", 403, Good + "Origin: null\r\nReferer: http://board\r\n" + End),
        new HandshakeCase("its own page and a space", 101, Good + "Origin: http://board \r\n" + End),
        new HandshakeCase("its own page, without a space", 101, Good + "Origin:http://board\r\n" + End),
        new HandshakeCase("an empty origin", 403, Good + "Origin:\r\n" + End),
        new HandshakeCase("our name without a scheme", 403, Good + "Origin: board\r\n" + End),
        new HandshakeCase("our name as a scheme's path", 403, Good + "Origin: file:///board\r\n" + End),
        new HandshakeCase("the allowed page over http", 403, Good + "Origin: http://allowed.example\r\n" + End),
        new HandshakeCase("two origins", 403, Good + "Origin: http://board http://evil.example\r\n" + End),
        new HandshakeCase("a comma after the origin", 403, Good + "Origin: http://board,\r\n" + End),
        new HandshakeCase("two commas after the origin", 403, Good + "Origin: http://board,,\r\n" + End),
        new HandshakeCase(
            "an origin of a scheme of one letter and a host of 132 bytes", 403,
            Good + "Origin: a://" + HandshakeCase.Repeat("b", 132) + "\r\n" + End),
        new HandshakeCase("the origin twice", 403, Good + "Origin: http://board\r\nOrigin: http://board\r\n" + End),
        new HandshakeCase("its own page and another page", 403, Good + "Origin: http://board\r\nOrigin: http://evil.example\r\n" + End),
        new HandshakeCase("another page and its own page", 403, Good + "Origin: http://evil.example\r\nOrigin: http://board\r\n" + End),
        new HandshakeCase("an empty origin and its own page", 403, Good + "Origin:\r\nOrigin: http://board\r\n" + End),
        new HandshakeCase("its own page and an empty origin", 403, Good + "Origin: http://board\r\nOrigin:\r\n" + End),
        new HandshakeCase(
            "an allowed page and another page", 403,
            Good + "Origin: https://allowed.example\r\nOrigin: http://evil.example\r\n" + End),
        new HandshakeCase(
            "another page and an allowed page", 403,
            Good + "Origin: http://evil.example\r\nOrigin: https://allowed.example\r\n" + End),
        new HandshakeCase(
            "another page, its own page, and then the host", 403,
            Line + "Origin: http://evil.example\r\nOrigin: http://board\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase(
            "its own page, another page, and then the host", 403,
            Line + "Origin: http://board\r\nOrigin: http://evil.example\r\n" + Host + Upgrade + Connection + Version + Key + End),
        new HandshakeCase("a very long origin", 403, Good + "Origin: http://" + HandshakeCase.Repeat("board.", 100) + "\r\n" + End),
        new HandshakeCase(
            "a page of another origin asks for the dashboard", 200, "GET / HTTP/1.1\r\n" + Host + "Origin: http://evil.example\r\n" + End),
    };
}
