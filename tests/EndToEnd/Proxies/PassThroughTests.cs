using System.Net;
using System.Net.Security;
using System.Text;
using System.Text.Json;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>The server's answers arrive through a proxy unchanged.</summary>
[TestClass]
public class PassThroughTests
{
    /// <summary>Fields of a connection, not of a message (RFC 9110 section 7.6.1), and what a proxy may add about itself.</summary>
    private static readonly string[] OfTheConnection = ["connection", "keep-alive", "transfer-encoding", "server", "date"];

    private static readonly bool[] Schemes = [false, true];

    public static IEnumerable<object[]> Proxies =>
        from kind in Enum.GetValues<ProxyKind>()
        from tls in Schemes
        select new object[] { kind, tls };

    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Proxies))]
    public async Task The_page(ProxyKind kind, bool tls)
    {
        using var host = new LiveHost();
        using var proxy = new Proxy(kind, host.Url);

        (HttpResponseMessage direct, byte[] directBody) = await GetAsync(host.Url);
        (HttpResponseMessage passed, byte[] passedBody) = await GetAsync(proxy.Url(tls));

        Assert.AreEqual(HttpStatusCode.OK, passed.StatusCode);
        CollectionAssert.AreEqual(directBody, passedBody);
        CollectionAssert.AreEquivalent(Fields(direct), Fields(passed));
        direct.Dispose();
        passed.Dispose();
    }

    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Proxies))]
    public void The_handshake(ProxyKind kind, bool tls)
    {
        using var host = new LiveHost();
        using var proxy = new Proxy(kind, host.Url);
        Uri url = proxy.Url(tls);
        using var directClient = new RawClient(host.Url);
        using var client = new RawClient(url);

        RawResponse direct = directClient.Upgrade("/ws", $"Origin: http://{host.Url.Authority}", "Sec-WebSocket-Protocol: senml+json");
        RawResponse passed = client.Upgrade("/ws", $"Origin: {url.Scheme}://{url.Authority}", "Sec-WebSocket-Protocol: senml+json");

        Assert.AreEqual("HTTP/1.1 101 Switching Protocols", passed.StatusLine);
        Assert.AreEqual(RawClient.Accept, passed["sec-websocket-accept"]);
        Assert.AreEqual("upgrade", passed["connection"], ignoreCase: true);
        CollectionAssert.AreEquivalent(Fields(direct), Fields(passed));

        // The frames as well: a text, unmasked, of the length that it says.
        byte[] frame = client.Read(2);
        Assert.AreEqual(0x81, frame[0] | 0x80);
        Assert.IsLessThanOrEqualTo(126, frame[1]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task The_stream()
    {
        using var host = new LiveHost();
        using var nginx = new Proxy(ProxyKind.Nginx, host.Url);
        using var haproxy = new Proxy(ProxyKind.HAProxy, host.Url);

        await Task.WhenAll(
            AssertNoGapAsync(nginx.PlainUrl, 150),
            AssertNoGapAsync(nginx.TlsUrl, 150),
            AssertNoGapAsync(haproxy.PlainUrl, 150),
            AssertNoGapAsync(haproxy.TlsUrl, 150));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Proxies))]
    public void Refusals(ProxyKind kind, bool tls)
    {
        using var host = new LiveHost();
        using var proxy = new Proxy(kind, host.Url);

        foreach (string[] request in new[]
        {
            ["GET /ws HTTP/1.1", "426"],
            ["GET /echo HTTP/1.1", "426"],
            ["GET /nowhere HTTP/1.1", "404"],
            ["DELETE / HTTP/1.1", "405"],
            ["POST /ws HTTP/1.1", "405", "Content-Length: 0"],
            ["GET /status HTTP/1.1", "413", "Content-Length: 3", "", "abc"],
            new[]
            {
                "GET /ws HTTP/1.1", "403", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: " + RawClient.Key, "Origin: http://elsewhere.example",
            },
        })
        {
            AssertSame(host.Url, proxy.Url(tls), request);
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Proxies))]
    public void The_refusal_when_every_slot_is_taken(ProxyKind kind, bool tls)
    {
        using var host = new LiveHost(0, "--max-clients", "1");
        using var proxy = new Proxy(kind, host.Url);
        using var client = new RawClient(proxy.Url(tls));
        Assert.AreEqual("HTTP/1.1 101 Switching Protocols", client.Upgrade("/ws").StatusLine);

        AssertSame(host.Url, proxy.Url(tls), ["GET / HTTP/1.1", "503"]);
    }

    /// <summary>Even by a proxy that caches all that it may.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public async Task Nothing_is_cached_that_must_not_be()
    {
        using var host = new LiveHost();
        using var proxy = new Proxy(ProxyKind.Nginx, host.Url, static configuration => configuration
            .Replace("    server {\n", "    proxy_cache_path cache keys_zone=all:1m;\n    server {\n")
            .Replace(
                "        location / {\n",
                "        location / {\n proxy_cache all; proxy_cache_valid any 10m; proxy_cache_methods GET HEAD;\n"));

        string[] keys = [RawClient.Key, "AQIDBAUGBwgJCgsMDQ4PEA=="];
        HashSet<string?> accepts = [];
        foreach (string key in keys)
        {
            using var client = new RawClient(proxy.PlainUrl);
            RawResponse response = client.Request(
                "GET /ws HTTP/1.1", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + key);
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", response.StatusLine);
            accepts.Add(response["sec-websocket-accept"]);
        }

        Assert.HasCount(2, accepts);

        for (int i = 0; i < 3; i++)
        {
            using var client = new RawClient(proxy.PlainUrl);
            client.Request("GET /ws HTTP/1.1");
        }

        JsonElement first = await StatusAsync(proxy.PlainUrl);
        JsonElement second = await StatusAsync(proxy.PlainUrl);
        Assert.AreEqual(2, first.GetProperty("upgrades").GetInt32());
        Assert.AreEqual(3, first.GetProperty("refused").GetProperty("426").GetInt32());
        Assert.AreNotEqual(first.GetProperty("uptime").GetInt64(), second.GetProperty("uptime").GetInt64());
    }

    /// <summary>Why nginx.conf has the lines that it has.</summary>
    [TestMethod, Timeout(Limits.Test)]
    [DataRow("            proxy_http_version 1.1;\n", "426")]
    [DataRow("            proxy_set_header Upgrade    $http_upgrade;\n", "426")]
    [DataRow("            proxy_set_header Connection $connection_to_board;\n", "426")]
    [DataRow("            proxy_set_header Host $http_host;\n", "403")]
    public void Without_this_line_of_nginx_the_handshake_fails(string line, string status)
    {
        using var host = new LiveHost();
        using var proxy = new Proxy(ProxyKind.Nginx, host.Url, configuration => configuration.Replace(line, ""));
        using var client = new RawClient(proxy.PlainUrl);

        RawResponse response = client.Upgrade("/ws", $"Origin: http://{proxy.PlainUrl.Authority}");

        Assert.StartsWith($"HTTP/1.1 {status} ", response.StatusLine);
    }

    internal static async Task AssertNoGapAsync(Uri url, int count)
    {
        using var invoker = new HttpMessageInvoker(Handler());
        await LiveStream.AssertNoGapAsync(url, invoker, count);
    }

    internal static async Task<JsonElement> StatusAsync(Uri url)
    {
        (HttpResponseMessage response, byte[] body) = await GetAsync(new Uri(url, "/status"));
        response.Dispose();
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<(HttpResponseMessage Response, byte[] Body)> GetAsync(Uri url)
    {
        using var client = new HttpClient(Handler());
        HttpResponseMessage response = await client.GetAsync(url);
        return (response, await response.Content.ReadAsByteArrayAsync());
    }

    internal static SocketsHttpHandler Handler() =>
        new() { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Proxy.Certificates.Trust } };

    /// <summary>Sends a request both ways; the second word of it is the status that both must be answered with.</summary>
    private static void AssertSame(Uri direct, Uri proxy, string[] request)
    {
        (RawResponse response, string body) = Request(direct, request);
        (RawResponse passed, string passedBody) = Request(proxy, request);

        Assert.StartsWith($"HTTP/1.1 {request[1]} ", response.StatusLine);
        Assert.AreEqual(response.StatusLine, passed.StatusLine);
        Assert.AreEqual(body, passedBody);

        // HAProxy 2.6 takes the Upgrade of a 426 for an agreement and adds the answer to a key that was never sent.
        string[] added =
            [.. Fields(passed).Where(field => request[1] == "426" && field.StartsWith("sec-websocket-accept: ", StringComparison.Ordinal))];
        CollectionAssert.AreEquivalent(Fields(response), Fields(passed).Except(added).ToArray(), request[0]);
    }

    private static (RawResponse Response, string Body) Request(Uri url, string[] request)
    {
        using var client = new RawClient(url);
        RawResponse response = client.Request(request[0], request[2..]);
        return (response, Encoding.ASCII.GetString(client.Read(int.Parse(response["content-length"]!, null))));
    }

    private static string[] Fields(RawResponse response) =>
        [.. response.Fields.Where(field => !OfTheConnection.Contains(field.Name)).Select(field => $"{field.Name}: {field.Value}")];

    private static string[] Fields(HttpResponseMessage response) =>
    [
        .. response.Headers.Concat(response.Content.Headers)
            .Where(field => !OfTheConnection.Contains(field.Key, StringComparer.OrdinalIgnoreCase))
            .Select(field => $"{field.Key}: {string.Join(", ", field.Value)}"),
    ];
}
