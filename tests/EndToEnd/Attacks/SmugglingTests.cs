using System.Text.Json;

namespace Sensorcast.Tests.AttackTests;

/// <summary>
/// Requests that two servers might parse in two ways (RFC 9112 section 11.2). The smuggled request is for a path that does not exist: if
/// the Host executed it, it would have counted a 404.
/// </summary>
[TestClass]
public class SmugglingTests
{
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static readonly Attempt[] Bodies =
    [
        new("Content-Length and Transfer-Encoding", Post("Content-Length: 4", "Transfer-Encoding: chunked") + "0\r\n\r\n" + Smuggled,
            "400"),
        new("Transfer-Encoding and Content-Length", Post("Transfer-Encoding: chunked", "Content-Length: 4") + "0\r\n\r\n" + Smuggled,
            "400"),
        new("two lengths that differ", Post("Content-Length: 0", "Content-Length: 44") + Smuggled, "400"),
        new("two lengths that agree", Post("Content-Length: 0", "Content-Length: 0") + Smuggled, "400"),
        new("two lengths in a list", Post("Content-Length: 0, 0") + Smuggled, "400"),
        new("no length", Post("Content-Length:") + Smuggled, "400"),
        new("a length with a sign", Get("Content-Length: +0") + Smuggled, "400"),
        new("a length below zero", Get("Content-Length: -1") + Smuggled, "400"),
        new("a length in hexadecimal", Get("Content-Length: 0x0") + Smuggled, "400"),
        new("a length of two words", Get("Content-Length: 0 0") + Smuggled, "400"),
        new("a length of 23 digits", Get("Content-Length: 18446744073709551616000") + Smuggled, "413"),
        new("chunks", Get("Transfer-Encoding: chunked") + "0\r\n\r\n" + Smuggled, "413"),
        new("chunks with an extension", Get("Transfer-Encoding: chunked") + "0;x=\n\r\n\r\n" + Smuggled, "413"),
        new("chunks, by HTTP/1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Smuggled, "413"),
        new("an unknown coding", Get("Transfer-Encoding: xchunked") + Smuggled, "413"),
        new("two codings", Get("Transfer-Encoding: chunked", "Transfer-Encoding: identity") + Smuggled, "413"),
        new("the coding after a tab", Get("Transfer-Encoding:\tchunked") + Smuggled, "413"),
        new("the coding after a vertical tab", Get("Transfer-Encoding:\vchunked") + Smuggled, "400"),
        new("a body of a GET", Get($"Content-Length: {Smuggled.Length}") + Smuggled, "413"),
        new("a body of an upgrade", Requests.Upgrade("/ws", $"Content-Length: {Smuggled.Length}") + Smuggled, "413"),
        new("a body of a POST", Post($"Content-Length: {Smuggled.Length}") + Smuggled, "405"),
        new("Expect: 100-continue", Get("Expect: 100-continue", "Content-Length: 44") + Smuggled, "413"),
    ];

    /// <summary>To the Host's demonstration of an author's own routes.</summary>
    private static readonly Attempt[] AuthorsRoutes =
    [
        new("a second request after a body", Note("Content-Length: 2") + "hi" + Smuggled, "200"),
        new("a second request after no body", Note("Content-Length: 0") + Smuggled, "200"),
        new("a second request in the place of a body", Note($"Content-Length: {Smuggled.Length}") + Smuggled, "200"),
        new("a second request after a body that is not UTF-8", Note("Content-Length: 2") + "\xC3\x28" + Smuggled, "400"),
        new("a route's two lengths that differ", Note("Content-Length: 2", "Content-Length: 44") + "hi" + Smuggled, "400"),
        new("a route's two lengths that agree", Note("Content-Length: 2", "Content-Length: 2") + "hi" + Smuggled, "400"),
        new("a route's length and chunks", Note("Content-Length: 2", "Transfer-Encoding: chunked") + "0\r\n\r\n" + Smuggled, "400"),
        new("a route's chunks and length", Note("Transfer-Encoding: chunked", "Content-Length: 2") + "0\r\n\r\n" + Smuggled, "400"),
        new("a route's chunks", Note("Transfer-Encoding: chunked") + "0\r\n\r\n" + Smuggled, "411"),
        new("a body over a route's limit", Note("Content-Length: 201") + Smuggled, "413"),
        new("a body of a route's GET", Requests.Get("/demo/note", $"Content-Length: {Smuggled.Length}") + Smuggled, "413"),
        new("a body of a route, by another site's page", Note("Content-Length: 2", "Origin: http://foreign.example") + "hi" + Smuggled,
            "403"),
        new("a body after an upgrade", Requests.Upgrade("/demo/chat", $"Content-Length: {Smuggled.Length}") + Smuggled, "413"),
        new("chunks after an upgrade", Requests.Upgrade("/demo/chat", "Transfer-Encoding: chunked") + "0\r\n\r\n" + Smuggled, "413"),
        new("a second request after an upgrade to a route", Requests.Upgrade("/demo/chat") + Smuggled, "101 close 1002"),
    ];

    private static readonly Attempt[] Pipelines =
    [
        new("a second request after a document", Get() + Smuggled, "200"),
        new("a second request after a length of 0", Get("Content-Length: 0") + Smuggled, "200"),
        new("a second request with keep-alive", Get("Connection: keep-alive") + Smuggled, "200"),
        new("a second request after a HEAD", "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "200"),
        new("a second request after a refusal", Requests.Get("/ws") + Smuggled, "426"),
        new("a second request after an upgrade", Requests.Upgrade("/ws") + Smuggled, "101 close 1002"),
        new("a second request after an upgrade to the echo", Requests.Upgrade("/echo") + Smuggled, "101 close 1002"),
        new("a second request after h2c",
            Get("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__") + Smuggled, "200"),
        new("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + Smuggled, "505"),
    ];

    private static readonly Attempt[] Lines =
    [
        new("a folded line", Get("X: 1\r\n Content-Length: 44") + Smuggled, "400"),
        new("a folded first line", "GET / HTTP/1.1\r\n Host: localhost\r\n\r\n" + Smuggled, "400"),
        new("a line that ends with LF", Get("X: 1\nTransfer-Encoding: chunked") + Smuggled, "400"),
        new("a line that ends with CR", Get("X: 1\rTransfer-Encoding: chunked") + Smuggled, "400"),
        new("a line that ends with CR CR LF", Get("X: 1\r\r\nTransfer-Encoding: chunked") + Smuggled, "400"),
        new("lines that all end with LF", "GET / HTTP/1.1\nHost: localhost\n\n" + Smuggled, "400"),
        new("NUL in a value", Get("X: \0") + Smuggled, "400"),
        new("NUL in a name", Get("X\0: 1") + Smuggled, "400"),
        new("NUL in the target", "GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
        new("a space before the colon", Get("Content-Length : 44") + Smuggled, "400"),
        new("a tab before the colon", Get("Transfer-Encoding\t: chunked") + Smuggled, "400"),
        new("no name", Get(": 44") + Smuggled, "400"),
        new("no colon", Get("Content-Length") + Smuggled, "400"),
        new("a byte over ASCII in a name", Get("Content-Length\xA0: 44") + Smuggled, "400"),
        new("two empty lines first", "\r\n\r\n" + Get() + Smuggled, "400"),
        new("a tab in the request line", "GET\t/\tHTTP/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
        new("two spaces in the request line", "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
        new("a word more in the request line", "GET / / HTTP/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
    ];

    private static readonly Attempt[] HostsAndVersions =
    [
        new("Host twice", Get("Host: localhost") + Smuggled, "400"),
        new("Host twice, one foreign", Get("Host: foreign.example") + Smuggled, "400"),
        new("two hosts in a line", "GET / HTTP/1.1\r\nHost: localhost, foreign.example\r\n\r\n" + Smuggled, "400"),
        new("a host with a user", "GET / HTTP/1.1\r\nHost: localhost@foreign.example\r\n\r\n" + Smuggled, "400"),
        new("no Host", "GET / HTTP/1.1\r\n\r\n" + Smuggled, "400"),
        new("another host in the target", "GET http://foreign.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "421"),
        new("a foreign host after a valid target, which counts",
            "GET http://localhost/ HTTP/1.1\r\nHost: foreign.example\r\n\r\n" + Smuggled, "200"),
        new("a user in the target", "GET http://localhost@foreign.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
        new("HTTP/0.9", "GET /\r\n" + Smuggled, "400"),
        new("HTTP/2.0", "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n" + Smuggled, "505"),
        new("HTTP/1.10", "GET / HTTP/1.10\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
        new("HTTP/01.1", "GET / HTTP/01.1\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
        new("http/1.1", "GET / http/1.1\r\nHost: localhost\r\n\r\n" + Smuggled, "400"),
        new("an upgrade by HTTP/1.0", Requests.Upgrade("/ws").Replace("HTTP/1.1", "HTTP/1.0", StringComparison.Ordinal) + Smuggled, "426"),
    ];

    [TestMethod]
    public async Task Of_two_requests_only_the_first_is_answered()
    {
        await using Siege siege = await Siege.StartAsync();
        Attempt[] attempts = [.. Bodies, .. AuthorsRoutes, .. Pipelines, .. Lines, .. HostsAndVersions];

        Attempt.MakeAll(siege, attempts);

        JsonElement status = siege.Status();
        Assert.AreEqual(0, status.GetProperty("refused").GetProperty("404").GetInt32(), "a smuggled request was executed");
        Assert.AreEqual(attempts.Count(attempt => attempt.Answer[0] == '4' || attempt.Answer[0] == '5'), Refusals(status));
        Assert.AreEqual(
            Siege.Watchers + attempts.Count(attempt => attempt.Answer.StartsWith("101", StringComparison.Ordinal)),
            status.GetProperty("upgrades").GetInt32());
        await siege.EndAsync();
    }

    private static int Refusals(JsonElement status) => status.GetProperty("refused").EnumerateObject().Sum(count => count.Value.GetInt32());

    private static string Note(params string[] fields) => "PUT" + Requests.Get("/demo/note", fields)["GET".Length..];

    private static string Get(params string[] fields) => Requests.Get("/", fields);

    private static string Post(params string[] fields) => "POST" + Get(fields)["GET".Length..];
}
