using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Sensorcast.Tests.Shared.TokenHost;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>Names and tokens through a proxy: what docs/proxies/README.md says of them.</summary>
[TestClass]
public partial class AccessTests
{
    private const string Name = TestCertificates.PublicName;

    private static readonly bool[] Schemes = [false, true];

    private static readonly Version[] Versions = [HttpVersion.Version11, HttpVersion.Version20];

    /// <summary>Each way that a client can take. A WebSocket over HTTP/2 is HAProxy's only, and over TLS.</summary>
    public static IEnumerable<object[]> Ways =>
        from kind in Enum.GetValues<ProxyKind>()
        from tls in Schemes
        from version in Versions
        where version == HttpVersion.Version11 || (tls && kind == ProxyKind.HAProxy)
        select new object[] { kind, tls, version.ToString() };

    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Ways))]
    public async Task A_public_name_is_refused_until_the_server_knows_it(ProxyKind kind, bool tls, string version)
    {
        using var stranger = new LiveHost();
        using var host = new LiveHost(0, "--host-name", Name);
        foreach ((
            Uri url, HttpStatusCode status) in new[] { (stranger.Url, HttpStatusCode.MisdirectedRequest), (host.Url, HttpStatusCode.OK) })
        {
            using var proxy = new Proxy(kind, url);
            var way = new Way(proxy.Url(tls), new Version(version), Name);
            Assert.AreEqual(status, await way.GetAsync("/"));
            Assert.AreEqual(status, await way.GetAsync("/status"));
            Assert.AreEqual(status == HttpStatusCode.OK ? "[{\"bn\":" : "421", await way.ReadStreamAsync(null));
        }
    }

    /// <summary>By default nginx sends the server's own address as the Host, which is valid, but not the host of the page.</summary>
    [TestMethod, Timeout(Limits.Test)]
    public async Task A_proxy_with_a_host_of_its_own_needs_the_origin_allowed()
    {
        using var stranger = new LiveHost();
        using var host = new LiveHost(0, "--allow-origin", $"https://{Name}");
        foreach ((Uri url, string expected) in new[] { (stranger.Url, "403"), (host.Url, "[{\"bn\":") })
        {
            using var proxy = new Proxy(
                ProxyKind.Nginx, url, static configuration => configuration.Replace("            proxy_set_header Host $http_host;\n", ""));
            var way = new Way(proxy.TlsUrl, HttpVersion.Version11, Name);
            Assert.AreEqual(HttpStatusCode.OK, await way.GetAsync("/"));
            Assert.AreEqual(expected, await way.ReadStreamAsync(null, origin: $"https://{Name}"));
        }
    }

    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Ways))]
    public async Task Tokens_arrive(ProxyKind kind, bool tls, string version)
    {
        using var host = new TokenHost(Token, ReadOnlyToken);
        using var proxy = new Proxy(kind, host.Url);
        var way = new Way(proxy.Url(tls), new Version(version), "localhost");

        Assert.AreEqual(HttpStatusCode.OK, await way.GetAsync("/"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await way.GetAsync("/status"));
        Assert.AreEqual(HttpStatusCode.OK, await way.GetAsync("/status", ReadOnlyToken));
        Assert.AreEqual(HttpStatusCode.OK, await way.GetAsync("/metrics", Token));
        Assert.AreEqual("401", await way.ReadStreamAsync(null));
        Assert.AreEqual("[{\"bn\":", await way.ReadStreamAsync(ReadOnlyToken));
        Assert.AreEqual("[{\"bn\":", await way.ReadStreamAsync(Token));
        Assert.AreEqual(0, await host.TokenFailuresAsync(Token));

        Assert.AreEqual("401", await way.ReadStreamAsync(WrongToken));
        // The proxy's clients have one address. Each further wrong token doubles the wait.
        await host.OfferWrongTokensAsync(2);
        Assert.AreEqual(HttpStatusCode.TooManyRequests, await way.GetAsync("/status", Token));
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Nginx_limits_its_clients()
    {
        using var host = new LiveHost();
        string[] lines = Snippet("limit_req");
        using var proxy = new Proxy(ProxyKind.Nginx, host.Url, configuration => configuration
            .Replace("    server {\n", $"{lines[0]}\n{lines[1]}\n    server {{\n")
            .Replace("        location / {\n", $"        location / {{\n{lines[2]}\n"));
        var way = new Way(proxy.PlainUrl, HttpVersion.Version11, "localhost");

        Dictionary<HttpStatusCode, int> answers = [];
        for (int i = 0; i < 100; i++)
        {
            HttpStatusCode status = await way.GetAsync("/status");
            answers[status] = answers.GetValueOrDefault(status) + 1;
        }

        Assert.IsGreaterThanOrEqualTo(21, answers[HttpStatusCode.OK], "a page and what it needs are well within");
        Assert.IsGreaterThan(0, answers.GetValueOrDefault(HttpStatusCode.TooManyRequests));
        Assert.HasCount(2, answers);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Nginx_adds_a_token_for_a_user_with_the_password()
    {
        string passwords = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(passwords, "visitor:{PLAIN}password\n");
            using var host = new TokenHost(Token, ReadOnlyToken);
            string snippet = string.Join('\n', Snippet("auth_basic"));
            using var proxy = new Proxy(ProxyKind.Nginx, host.Url, configuration => configuration
                .Replace("        location / {\n", $"        location / {{\n{snippet}\n")
                .Replace("/etc/nginx/board.example.passwords", passwords)
                .Replace("the-board's-token", ReadOnlyToken));
            var way = new Way(proxy.TlsUrl, HttpVersion.Version11, "localhost");
            var visitor = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("visitor:password"u8));

            Assert.AreEqual(HttpStatusCode.Unauthorized, await way.GetAsync("/"));
            Assert.AreEqual(HttpStatusCode.Unauthorized, await way.GetAsync("/status", ReadOnlyToken));
            Assert.AreEqual(HttpStatusCode.OK, await way.GetAsync("/status", visitor));
            Assert.AreEqual("401", await way.ReadStreamAsync(null));
            Assert.AreEqual("[{\"bn\":", await way.ReadStreamAsync(null, visitor));
            Assert.AreEqual(0, await host.TokenFailuresAsync(Token));
        }
        finally
        {
            File.Delete(passwords);
        }
    }

    /// <summary>The lines of a configuration that the page shows.</summary>
    private static string[] Snippet(string name)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "proxies", "README.md"));
        string block = NginxBlock().Matches(text).Select(match => match.Groups[1].Value)
            .Single(block => block.Contains(name, StringComparison.Ordinal));
        return [.. block.Split('\n').Where(line => line.Length > 0 && !line.TrimStart().StartsWith('#'))];
    }

    [GeneratedRegex("```nginx\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex NginxBlock();

    /// <summary>One way to the server: through a proxy, by a version of HTTP, for a name.</summary>
    private sealed class Way(Uri proxy, Version version, string name)
    {
        private readonly Uri _url = new UriBuilder(proxy) { Host = name }.Uri;

        public Task<HttpStatusCode> GetAsync(string path, string? token = null) =>
            GetAsync(path, token is null ? null : new AuthenticationHeaderValue("Bearer", token));

        public async Task<HttpStatusCode> GetAsync(string path, AuthenticationHeaderValue? authorization)
        {
            using var client = new HttpClient(Handler());
            using var request =
                new HttpRequestMessage(
                    HttpMethod.Get, new Uri(_url, path))
                { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
            request.Headers.Authorization = authorization;
            using HttpResponseMessage response = await client.SendAsync(request);
            Assert.AreEqual(version, response.Version);
            return response.StatusCode;
        }

        /// <summary>The first message of the stream for a page of this name, or the refusal.</summary>
        public async Task<string> ReadStreamAsync(string? token, AuthenticationHeaderValue? authorization = null, string? origin = null)
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.HttpVersion = version;
            socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
            socket.Options.SetRequestHeader("Origin", origin ?? _url.GetLeftPart(UriPartial.Authority));
            socket.Options.SetRequestHeader("Authorization", authorization?.ToString());
            socket.Options.AddSubProtocol("senml+json");
            if (token is not null)
            {
                socket.Options.AddSubProtocol("token." + System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token)));
            }

            using var invoker = new HttpMessageInvoker(Handler());
            var url = new UriBuilder(_url) { Scheme = _url.Scheme == "https" ? "wss" : "ws", Path = "/ws" };
            try
            {
                await socket.ConnectAsync(url.Uri, invoker, CancellationToken.None);
            }
            catch (WebSocketException)
            {
                return $"{(int)socket.HttpStatusCode}";
            }

            byte[] start = new byte[7];
            await socket.ReceiveAsync(start, CancellationToken.None);
            return Encoding.ASCII.GetString(start);
        }

        /// <summary>Resolves every name to this machine.</summary>
        private static SocketsHttpHandler Handler()
        {
            SocketsHttpHandler handler = PassThroughTests.Handler();
            handler.ConnectCallback = static async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            };
            return handler;
        }
    }
}
