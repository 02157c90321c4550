namespace Sensorcast.Tests.Unit;

/// <summary>The requests of real clients, byte for byte as they sent them.</summary>
internal static class CapturedHandshakes
{
    internal static HandshakeCase[] All => new HandshakeCase[]
    {
        new HandshakeCase(
            "Chromium 156 opens the stream",
            101,
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:18123\r\nConnection: Upgrade\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 "
            + "Safari/537.36\r\n"
            + "Upgrade: websocket\r\nOrigin: http://127.0.0.1:18123\r\nSec-WebSocket-Version: 13\r\n"
            + "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9\r\n"
            + "Sec-WebSocket-Key: 4s2K8iBTpa+V91TotmVY5w==\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Protocol: senml+cbor\r\n\r\n"),
        new HandshakeCase(
            "Chromium 156 opens the page",
            200,
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:18123\r\nConnection: keep-alive\r\n"
            + "sec-ch-ua: \"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"156\"\r\nsec-ch-ua-mobile: ?0\r\nsec-ch-ua-platform: \"Linux\"\r\n"
            + "Upgrade-Insecure-Requests: 1\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 "
            + "Safari/537.36\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/jxl,image/avif,image/webp,image/apng,*/*;q=0.8,"
            + "application/signed-exchange;v=b3;q=0.7\r\nSec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-User: ?1\r\n"
            + "Sec-Fetch-Dest: document\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: en-US,en;q=0.9\r\n\r\n"),
        new HandshakeCase(
            "Firefox 153 opens the stream",
            101,
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:18123\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0\r\nAccept: */*\r\n"
            + "Accept-Language: en-US,en;q=0.9\r\nAccept-Encoding: gzip, deflate, br, zstd\r\nSec-WebSocket-Version: 13\r\n"
            + "Origin: http://127.0.0.1:18123\r\nSec-WebSocket-Protocol: senml+cbor\r\nSec-WebSocket-Extensions: permessage-deflate\r\n"
            + "Sec-WebSocket-Key: OMPD3EwGrtSAqRVGKtFXvQ==\r\nConnection: Upgrade\r\nSec-Fetch-Dest: empty\r\n"
            + "Sec-Fetch-Mode: websocket\r\nSec-Fetch-Site: same-origin\r\nPragma: no-cache\r\nCache-Control: no-cache\r\n"
            + "Upgrade: websocket\r\n\r\n"),
        new HandshakeCase(
            "Firefox 153 opens the page",
            200,
            "GET / HTTP/1.1\r\nHost: 127.0.0.1:18123\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0\r\n"
            + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en-US,en;q=0.9\r\n"
            + "Accept-Encoding: gzip, deflate, br, zstd\r\nConnection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\n"
            + "Sec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Site: none\r\nSec-Fetch-User: ?1\r\n"
            + "Priority: u=0, i\r\n\r\n"),
        new HandshakeCase(
            "Firefox 153 asks for an icon",
            404,
            "GET /favicon.ico HTTP/1.1\r\nHost: 127.0.0.1:18123\r\n"
            + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0\r\n"
            + "Accept: image/avif,image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5\r\nConnection: keep-alive\r\n"
            + "Referer: http://127.0.0.1:18123/\r\nPriority: u=6\r\n\r\n"),
        new HandshakeCase(
            "curl 7.88",
            101,
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:18123\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
        new HandshakeCase(
            "python3-websockets 10.4",
            101,
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:18123\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: cLjN8GyHAN018+FhZrHpNA==\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nSec-WebSocket-Protocol: senml+cbor\r\n"
            + "User-Agent: Python/3.11 websockets/10.4\r\n\r\n"),
        new HandshakeCase(
            "ws 8.23 on Node",
            101,
            "GET /ws HTTP/1.1\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: QdSTHR36e5A5qcS+kqa28A==\r\nConnection: Upgrade\r\n"
            + "Upgrade: websocket\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
            + "Sec-WebSocket-Protocol: senml+cbor\r\nHost: 127.0.0.1:18123\r\n\r\n"),
        new HandshakeCase(
            ".NET 10's ClientWebSocket",
            101,
            "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:18123\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Key: VVEHUr+YukiaUtc1GWZBaw==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: senml+cbor\r\n\r\n"),
    };
}
