using System.Text.Json;
using Microsoft.Playwright;
using Sensorcast.Tests.BrowserTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>The page in Chromium through a proxy.</summary>
[TestClass]
public class BrowserTests
{
    /// <summary>The page waits at most 10 s between two attempts to connect.</summary>
    private const int Reconnect = 10_000 + Limits.Wait;

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task Streams_over_HTTP_2_while_the_server_speaks_HTTP_1_1()
    {
        using var host = new LiveHost();
        using var proxy = new Proxy(ProxyKind.HAProxy, host.Url);
        string log = Path.GetTempFileName();
        try
        {
            await using (Chromium chromium = await Chromium.StartAsync($"--log-net-log={log}"))
            {
                IPage page = await OpenAsync(chromium, proxy.TlsUrl);
                Assert.AreEqual("h2", await page.EvaluateAsync<string>("performance.getEntriesByType('navigation')[0].nextHopProtocol"));
                await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("0");

                // What the server saw: one upgrade, by the only version that it speaks.
                JsonElement status = await PassThroughTests.StatusAsync(host.Url);
                Assert.AreEqual(1, status.GetProperty("upgrades").GetInt32());
                Assert.AreEqual(1, status.GetProperty("slots").EnumerateArray()
                    .Count(slot => slot.ValueKind == JsonValueKind.Object && slot.GetProperty("state").GetString() == "live"));
                await page.CloseAsync();
            }

            AssertExtendedConnect(log, proxy.TlsUrl);
            AssertLogged(proxy);
        }
        finally
        {
            File.Delete(log);
        }
    }

    [TestMethod, Timeout(4 * Limits.Test)]
    public async Task Comes_back_after_the_proxy_and_after_the_server_did()
    {
        using var first = new LiveHost();
        using var nginx = new Proxy(ProxyKind.Nginx, first.Url);
        using var haproxy = new Proxy(ProxyKind.HAProxy, first.Url);
        await using Chromium chromium = await Chromium.StartEngineAsync();
        IPage[] pages =
        [
            await OpenAsync(chromium, nginx.PlainUrl),
            await OpenAsync(chromium, nginx.TlsUrl),
            await OpenAsync(chromium, haproxy.TlsUrl),
        ];

        nginx.Kill();
        haproxy.Kill();
        await AssertStatesAsync(pages, "offline", Limits.Wait);
        nginx.Restart();
        haproxy.Restart();
        await AssertStatesAsync(pages, "live", Reconnect);

        first.Kill();
        await AssertStatesAsync(pages, "offline", Limits.Wait);
        using var second = new LiveHost(first.Url.Port);
        await AssertStatesAsync(pages, "live", Reconnect);
    }

    private static Task AssertStatesAsync(IPage[] pages, string state, int milliseconds) =>
        Task.WhenAll(pages.Select(page => AssertStateAsync(page, state, milliseconds)));

    private static async Task<IPage> OpenAsync(Chromium chromium, Uri url)
    {
        IPage page = await chromium.NewPageAsync(new() { IgnoreHTTPSErrors = true });
        await page.GotoAsync(url.ToString());
        await AssertStateAsync(page, "live", 2 * Limits.Wait);
        ILocator value = page.Locator("[data-channel$=':demo-vibration']");
        await Expect(value).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\d"), new() { Timeout = Limits.Wait });
        await Expect(value).Not.ToHaveTextAsync(await value.InnerTextAsync(), new() { Timeout = Limits.Wait });
        return page;
    }

    private static Task AssertStateAsync(IPage page, string state, int milliseconds) =>
        Expect(page.Locator("[data-state]")).ToHaveAttributeAsync("data-state", state, new() { Timeout = milliseconds });

    /// <summary>By Chromium's own record: the page and its WebSocket were two streams of one HTTP/2 connection (RFC 8441).</summary>
    private static void AssertExtendedConnect(string path, Uri url)
    {
        using var log = JsonDocument.Parse(File.ReadAllBytes(path));
        int sendHeaders = log.RootElement.GetProperty("constants").GetProperty("logEventTypes").GetProperty("HTTP2_SESSION_SEND_HEADERS")
            .GetInt32();
        var requests = log.RootElement.GetProperty("events").EnumerateArray()
            .Where(e => e.GetProperty("type").GetInt32() == sendHeaders)
            .Select(e => (
                Session: e.GetProperty("source").GetProperty("id").GetInt32(),
                Fields: e.GetProperty("params").GetProperty("headers").EnumerateArray().Select(field => field.GetString()).ToArray()))
            .ToList();

        (int Session, string?[] Fields) page =
            requests.Single(request => request.Fields.Contains(":method: GET") && request.Fields.Contains(":path: /"));
        (int Session, string?[] Fields) stream = requests.Single(request => request.Fields.Contains(":method: CONNECT"));
        CollectionAssert.IsSubsetOf(
            new[] { ":protocol: websocket", ":scheme: https", ":path: /ws", $":authority: {url.Authority}" }, stream.Fields);
        Assert.AreEqual(page.Session, stream.Session);
    }

    /// <summary>By HAProxy's record: the WebSocket came as HTTP/2.</summary>
    private static void AssertLogged(Proxy proxy)
    {
        string line;
        do
        {
            line = proxy.ReadLogLine();
        }
        while (!line.Contains("/ws ", StringComparison.Ordinal));
        Console.WriteLine(line);
        Assert.MatchesRegex(@"/ws HTTP/2\.0 (101|200) ", line);
    }
}
