using System.Net;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>Several boards under one name, each under a path of its own.</summary>
[TestClass]
public class PathTests
{
    public static IEnumerable<object[]> Proxies => PassThroughTests.Proxies;

    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Proxies))]
    public async Task Each_path_leads_to_its_board(ProxyKind kind, bool tls)
    {
        using var attic = new LiveHost(0, "--name", "attic");
        using var cellar = new LiveHost(0, "--name", "cellar");
        using var proxy = new Proxy(kind, attic.Url, cellar: cellar.Url);
        using var client = new HttpClient(PassThroughTests.Handler()) { BaseAddress = proxy.Url(tls) };

        foreach (string name in new[] { "attic", "cellar" })
        {
            Assert.Contains($"\"bn\":\"{name}:\"", await client.GetStringAsync($"{name}/readings"));
            using var socket = new RawClient(proxy.Url(tls));
            RawResponse handshake = socket.Upgrade($"/{name}/ws", $"Origin: {proxy.Url(tls).GetLeftPart(UriPartial.Authority)}");
            Assert.AreEqual("HTTP/1.1 101 Switching Protocols", handshake.StatusLine);
        }

        Assert.AreEqual(await client.GetStringAsync(new Uri(attic.Url, "/")), await client.GetStringAsync("attic/"));
        Assert.AreEqual(1, (await PassThroughTests.StatusAsync(attic.Url)).GetProperty("upgrades").GetInt32());
        Assert.AreEqual(1, (await PassThroughTests.StatusAsync(cellar.Url)).GetProperty("upgrades").GetInt32());
    }

    /// <summary>Beside <c>/attic</c> is the root of the name, where no board is.</summary>
    [TestMethod, Timeout(Limits.Test)]
    [DynamicData(nameof(Proxies))]
    public async Task A_path_without_its_slash_is_redirected_and_others_are_not_found(ProxyKind kind, bool tls)
    {
        using var attic = new LiveHost();
        using var proxy = new Proxy(kind, attic.Url, cellar: attic.Url);
        using SocketsHttpHandler handler = PassThroughTests.Handler();
        handler.AllowAutoRedirect = false;
        using var client = new HttpClient(handler) { BaseAddress = proxy.Url(tls) };

        using HttpResponseMessage redirection = await client.GetAsync("attic");
        Assert.AreEqual(HttpStatusCode.MovedPermanently, redirection.StatusCode);
        Assert.AreEqual("/attic/", redirection.Headers.Location?.OriginalString);
        foreach (string path in new[] { "", "ws", "status", "atticus/", "attics", "cellar/nothing" })
        {
            using HttpResponseMessage response = await client.GetAsync(path);
            Assert.AreEqual(HttpStatusCode.NotFound, response.StatusCode, path);
        }
    }
}
