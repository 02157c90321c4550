namespace Sensorcast.Tests.Unit;

/// <summary>
/// Requests with tokens, right or wrong where "full-token" and "read-only-token" are configured, and of no interest where none is.
/// </summary>
internal static class TokenHandshakes
{
    internal const string FullBearer = "Authorization: Bearer full-token\r\n";
    internal const string FullEntry = "Sec-WebSocket-Protocol: senml+json, token.ZnVsbC10b2tlbg\r\n";
    internal const string ReadOnlyBearer = "Authorization: Bearer read-only-token\r\n";
    internal const string ReadOnlyEntry = "Sec-WebSocket-Protocol: token.cmVhZC1vbmx5LXRva2Vu, senml+cbor\r\n";
    internal const string WrongBearer = "Authorization: Bearer full-tokem\r\n";
    internal const string WrongEntry = "Sec-WebSocket-Protocol: senml+json, token.ZnVsbC10b2tlbQ\r\n";

    internal static HandshakeCase[] All => new HandshakeCase[]
    {
        new HandshakeCase("the full token", 200, Get(FullBearer)),
        new HandshakeCase("the full token on a WebSocket", 101, Upgrade(FullEntry)),
        new HandshakeCase("the read-only token", 200, Get(ReadOnlyBearer)),
        new HandshakeCase("the read-only token on a WebSocket", 101, Upgrade(ReadOnlyEntry)),
        new HandshakeCase("a wrong token", 200, Get(WrongBearer)),
        new HandshakeCase("a wrong token on a WebSocket", 101, Upgrade(WrongEntry)),
        new HandshakeCase("two tokens", 101, Upgrade(FullEntry + FullBearer)),
        new HandshakeCase("another scheme", 200, Get("Authorization: Basic dXNlcjpwYXNzd29yZA==\r\n")),
        new HandshakeCase("no scheme", 200, Get("Authorization:\r\n")),
    };

    internal static string Get(string fields)
    {
        return Request("GET", "/status", "board", fields);
    }

    internal static string Request(string method, string path, string host, string fields)
    {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + fields + "\r\n";
    }

    internal static string Upgrade(string fields)
    {
        return Upgrade("/ws", fields);
    }

    internal static string Upgrade(string path, string fields)
    {
        return "GET " + path + " HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + fields + "\r\n";
    }
}
