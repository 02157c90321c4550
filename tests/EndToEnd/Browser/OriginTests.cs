using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What a page of another site can read from a server on its visitor's network.</summary>
[TestClass]
public class OriginTests
{
    private const string Refused = "refused";

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task Another_site_gets_nothing()
    {
        using var host = new LiveHost();
        using var site = new OtherSite();
        IPage page = await OpenAsync(site.Origin);

        Assert.AreEqual(Refused, await ReadStreamAsync(page, host, "/ws"));
        Assert.AreEqual(Refused, await ReadStreamAsync(page, host, "/echo"));
        Assert.AreEqual(Refused, await FetchAsync(page, host, "{}"));
        // Without CORS a page may send such a request, but cannot read the answer. The resource policy keeps it out of the page's process.
        Assert.AreEqual(Refused, await FetchAsync(page, host, "{ mode: 'no-cors' }"));
        using var client = new HttpClient();
        Assert.Contains(
            "\"403\":2,", await client.GetStringAsync(new Uri(host.Url, "/status")), "both WebSockets were refused for their origin");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task An_allowed_site_gets_the_stream()
    {
        using var site = new OtherSite();
        using var host = new LiveHost(0, "--allow-origin", site.Origin);
        IPage page = await OpenAsync(site.Origin);

        Assert.StartsWith("[{\"bn\":", await ReadStreamAsync(page, host, "/ws"));
        Assert.AreEqual(Refused, await FetchAsync(page, host, "{}"));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task Another_port_of_an_allowed_site_gets_nothing()
    {
        using var allowed = new OtherSite();
        using var site = new OtherSite();
        using var host = new LiveHost(0, "--allow-origin", allowed.Origin);
        IPage page = await OpenAsync(site.Origin);

        Assert.AreEqual(Refused, await ReadStreamAsync(page, host, "/ws"));
        await page.CloseAsync();
    }

    private static async Task<IPage> OpenAsync(string url)
    {
        IPage page = await (await SharedChromium.GetAsync()).NewPageAsync();
        await page.GotoAsync(url);
        Assert.AreEqual(url, await page.EvaluateAsync<string>("location.origin"));
        return page;
    }

    /// <summary>What a script of the page reads first from a WebSocket.</summary>
    private static Task<string> ReadStreamAsync(IPage page, LiveHost host, string path) => page.EvaluateAsync<string>(
        """
        url => new Promise(resolve => {
            const socket = new WebSocket(url);
            socket.onmessage = event => { resolve(event.data); socket.close(); };
            socket.onopen = () => { if (url.endsWith('/echo')) socket.send('hello'); };
            socket.onerror = () => resolve('refused');
        })
        """,
        host.WebSocketUrl(path).ToString());

    /// <summary>What a script of the page reads of the state.</summary>
    private static Task<string> FetchAsync(IPage page, LiveHost host, string options) => page.EvaluateAsync<string>(
        $"url => fetch(url, {options}).then(response => response.text(), () => 'refused')", new Uri(host.Url, "/status").ToString());
}
