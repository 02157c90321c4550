namespace Sensorcast.Tests.Unit;

/// <summary>
/// Hosts that requests are for: ours, and such as a foreign name server can point at us. The configured names are "board" and
/// "sensors.example.org".
/// </summary>
internal static class HostHandshakes
{
    private const string Upgrade =
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    internal static HandshakeCase[] All => new HandshakeCase[]
    {
        // Addresses.
        Page(200, "127.0.0.1"),
        Page(200, "127.0.0.1:8080"),
        Page(200, "192.168.255.10:"),
        Page(200, "0.0.0.0"),
        Page(421, "127.0.0"),
        Page(421, "127.0.0.256"),
        Page(421, "127.0.0.1.1"),
        Page(421, "127.0.0.1.evil.com"),
        Page(421, "127.0.0.1evil.com"),
        Page(421, "127..0.1"),
        Page(421, ".0.0.1"),
        Page(421, "127.0.0."),
        Page(421, "127.0.0.0001"),
        Page(421, "127.0.0.01"),
        Page(421, "127.0.0.1."),
        Page(421, "127.0.0.-1"),
        Page(421, "2130706433"),
        Page(421, "0x7f.0.0.1"),
        Page(421, "127.0.0.99999999999999999999"),
        Page(200, "127.0.0.1.local"),
        Page(400, "[\r\nX: ]"),
        Page(400, "[::1"),
        Page(400, "board:80:80"),
        Page(200, "[::1]"),
        Page(200, "[::1]:8080"),
        Page(200, "[2001:DB8::1]"),
        Page(200, "[::ffff:192.0.2.1]"),
        Page(200, "[fe80::1%25eth0]:80"),
        Page(200, "[fe80::1%eth0]"),
        Page(200, "[::]"),
        Page(200, "[0:0:0:0:0:0:0:1]"),
        Page(200, "[0000:0000:0000:0000:0000:0000:0000:0001]"),
        Page(200, "[1:2:3:4:5:6:7::]"),
        Page(200, "[::2:3:4:5:6:7:8]"),
        Page(200, "[1:2:3:4:5:6:192.0.2.1]"),
        Page(200, "[::192.0.2.1%eth0]"),
        Page(421, "[1:2:3:4:5:6:7]"),
        Page(421, "[1:2:3:4:5:6:7:8:9]"),
        Page(421, "[1:2:3:4:5:6:7:192.0.2.1]"),
        Page(421, "[1:2:3:4:5:6:7:8::]"),
        Page(421, "[1:2:3:4::5:6:7:8]"),
        Page(421, "[1::2::3]"),
        Page(421, "[:::]"),
        Page(421, "[:1]"),
        Page(421, "[::1:]"),
        Page(421, "[1:2]"),
        Page(421, "[12345::]"),
        Page(421, "[::g]"),
        Page(421, "[::192.0.2]"),
        Page(421, "[::192.0.2.256]"),
        Page(421, "[::192.0.2.1:1]"),
        Page(421, "[::192.0.2.1.]"),
        Page(421, "[192.0.2.1]"),
        Page(421, "[]"),
        Page(421, "[abc]"),
        Page(421, "[%25eth0]"),
        Page(421, "[v1.a:b]"),
        Page(421, "[evil.com:]"),
        Page(400, "[::1"),
        Page(400, "[::1]x"),
        Page(400, "[::1]8080"),
        Page(400, "x[::1]"),
        Page(400, "::1"),

        // Names that no public name server is asked for.
        Page(200, "localhost"),
        Page(200, "LocalHost:80"),
        Page(200, "localhost."),
        Page(200, "board.localhost"),
        Page(200, "sensorcast.local"),
        Page(200, "SENSORCAST.LOCAL:8080"),
        Page(200, "sensorcast.local."),
        Page(200, "a.b.local"),
        Page(200, "board.internal"),
        Page(200, "Board.Internal.:8080"),
        Page(200, "board.home.arpa"),
        Page(200, "a.board.HOME.ARPA."),
        Page(421, "internal"),
        Page(421, ".internal"),
        Page(421, "home.arpa"),
        Page(421, ".home.arpa"),
        Page(421, "arpa"),
        Page(421, "board.arpa"),
        Page(421, "board.nothome.arpa"),
        Page(421, "board.home.arpa.example"),
        Page(421, "local"),
        Page(421, ".local"),
        Page(421, ".localhost"),
        Page(421, "localhost.."),
        Page(421, "localhost.evil.com"),
        Page(421, "evil.local.com"),
        Page(421, "evillocal"),
        Page(421, "evillocalhost"),
        Page(421, "evil-local"),
        Page(421, "evil-localhost"),
        Page(421, "evil_local"),
        Page(421, "evil-internal"),
        Page(421, "evil-home.arpa"),
        Page(421, "evil.home-arpa"),
        Page(421, "evil.local-"),

        // Names that routers give, under domains that are somebody's or may become so.
        Page(421, "sensorcast.lan"),
        Page(421, "sensorcast.home"),
        Page(421, "sensorcast.localdomain"),
        Page(421, "sensorcast.fritz.box"),
        Page(421, "sensorcast"),
        Page(421, "sensorcast.local.evil.com"),
        Page(421, "xn--local-abc"),
        Page(421, "."),

        // Configured names.
        Page(200, "board"),
        Page(200, "BOARD:8080"),
        Page(200, "board."),
        Page(200, "sensors.example.org"),
        Page(200, "Sensors.Example.Org.:443"),
        Page(421, "example.org"),
        Page(421, "www.sensors.example.org"),
        Page(421, "sensors.example.org.evil.com"),
        Page(421, "sensors.example.or"),
        Page(421, "board.evil.com"),
        Page(421, "boardx"),
        Page(421, "evil-board"),
        Page(421, "evil.example"),
        Page(421, "xn--bcher-kva.example"),
        Page(400, "b\u00fccher.example"),
        Page(421, "sensors%2Eexample%2Eorg"),

        // What is no host and port.
        Page(400, ":80"),
        Page(400, "board:http"),
        Page(400, "board:80:80"),
        Page(400, "board:80x"),
        Page(400, "board:-1"),
        Page(400, "board:0"),
        Page(200, "board:00080"),
        Page(200, "board:65535"),
        Page(400, "board:65536"),
        Page(400, "board:4294967376"),

        // Before anything else.
        new HandshakeCase("a foreign host and an upgrade", 421, "GET /ws HTTP/1.1\r\nHost: evil.example\r\n" + Upgrade + "\r\n"),
        new HandshakeCase(
            "a foreign host's own page", 421,
            "GET /ws HTTP/1.1\r\nHost: evil.example\r\n" + Upgrade + "Origin: http://evil.example\r\n\r\n"),
        new HandshakeCase(
            "a foreign host and an allowed page", 421,
            "GET /ws HTTP/1.1\r\nHost: evil.example\r\n" + Upgrade + "Origin: https://allowed.example\r\n\r\n"),
        new HandshakeCase("a foreign host and an unknown path", 421, "GET /nothing HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
        new HandshakeCase("a foreign host and another method", 421, "DELETE /status HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
        new HandshakeCase("a foreign host in HTTP/1.0", 421, "GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n"),

        // The host of a target counts, and not that of Host (RFC 9112 section 3.2.2).
        new HandshakeCase("a foreign target", 421, "GET http://evil.example/ HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase("a foreign target without a path", 421, "GET http://evil.example HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase("a foreign target of one label", 421, "GET http://evil/ HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase("a foreign target with a query", 421, "GET http://evil.example?board HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase("our target and a foreign Host", 200, "GET http://board/ HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
        new HandshakeCase("our target and a broken Host", 400, "GET http://board/ HTTP/1.1\r\nHost: board:x\r\n\r\n"),
        new HandshakeCase("our target and no Host", 400, "GET http://board/ HTTP/1.1\r\n\r\n"),
        new HandshakeCase("our target in HTTP/1.0", 200, "GET http://board/ HTTP/1.0\r\n\r\n"),
        new HandshakeCase("a foreign target in HTTP/1.0", 421, "GET http://evil.example/ HTTP/1.0\r\n\r\n"),
        new HandshakeCase("a target with a user", 400, "GET http://me@board/ HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase("a target with a broken port", 400, "GET http://board:x/ HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase("a target with a port only", 400, "GET http://:80/ HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase(
            "a target with a host of 128 bytes", 200,
            "GET http://" + HandshakeCase.Repeat("h", 122) + ".local/ HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase(
            "a target with a host of 129 bytes", 400,
            "GET http://" + HandshakeCase.Repeat("h", 123) + ".local/ HTTP/1.1\r\nHost: board\r\n\r\n"),
        new HandshakeCase(
            "the target's own page", 101,
            "GET http://board:80/ws HTTP/1.1\r\nHost: other\r\n" + Upgrade + "Origin: http://board:80\r\n\r\n"),
        new HandshakeCase(
            "the page of a Host that does not count", 403,
            "GET http://board/ws HTTP/1.1\r\nHost: evil.example\r\n" + Upgrade + "Origin: http://evil.example\r\n\r\n"),
        new HandshakeCase(
            "the page of a Host that does not count, before it", 403,
            "GET http://board/ws HTTP/1.1\r\nOrigin: http://evil.example\r\nHost: evil.example\r\n" + Upgrade + "\r\n"),
        new HandshakeCase(
            "the null origin of a foreign host", 421, "GET /ws HTTP/1.1\r\nHost: null\r\n" + Upgrade + "Origin: null\r\n\r\n"),
    };

    private static HandshakeCase Page(int status, string host)
    {
        return new HandshakeCase("the host " + host, status, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    }
}
