using Microsoft.Playwright;
using Sensorcast.Tests.BrowserTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.ProxyTests;

/// <summary>The pages of several boards under one name, in one browser.</summary>
[TestClass]
public class PathBrowserTests
{
    private static readonly string[] Names = ["attic", "cellar"];

    private static readonly string[] Databases = ["sensorcast/attic", "sensorcast/cellar"];

    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow(ProxyKind.Nginx)]
    [DataRow(ProxyKind.HAProxy)]
    public async Task Each_page_works_beside_its_own_address_and_keeps_its_own(ProxyKind kind)
    {
        using var attic = new TokenHost(TokenHost.Token, TokenHost.ReadOnlyToken);
        using var cellar = new LiveHost(0, "--name", "cellar");
        using var proxy = new Proxy(kind, attic.Url, cellar: cellar.Url);
        await using Chromium chromium = await Chromium.StartEngineAsync();
        await using IBrowserContext context = await chromium.NewContextAsync(new() { IgnoreHTTPSErrors = true });
        IPage page = await context.NewPageAsync();
        List<string> requests = [];
        List<string> errors = [];
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith(proxy.TlsUrl.ToString(), StringComparison.Ordinal))
            {
                requests.Add(new Uri(request.Url).AbsolutePath);
            }
        };
        page.WebSocket += (_, socket) => requests.Add(new Uri(socket.Url).AbsolutePath);
        page.PageError += (_, error) => errors.Add(error);

        // Without the slash, and with what a link may bring along.
        await page.GotoAsync(new Uri(proxy.TlsUrl, "attic#view=%7B%7D").ToString());
        await page.GetByLabel("Token", new() { Exact = true }).FillAsync(TokenHost.Token, new() { Timeout = 2 * Limits.Wait });
        await page.Keyboard.PressAsync("Enter");
        await AssertWorksAsync(page, "attic", "board", proxy.TlsUrl);
        await page.GetByText("15 min", new() { Exact = true }).ClickAsync();

        // In the same tab: the other board gets neither the token nor the settings of the view.
        await page.GotoAsync(new Uri(proxy.TlsUrl, "cellar/").ToString());
        await AssertWorksAsync(page, "cellar", "cellar", proxy.TlsUrl);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "2 min" })).ToBeCheckedAsync();
        CollectionAssert.AreEquivalent(
            Databases,
            await page.EvaluateAsync<string[]>("indexedDB.databases().then(all => all.map(one => one.name))"));
        Assert.AreEqual("sensorcast/attic", await page.EvaluateAsync<string>("Object.keys(localStorage).join()"));
        Assert.AreEqual("sensorcast/attic.token", await page.EvaluateAsync<string>("Object.keys(sessionStorage).join()"));

        await page.GotoAsync(new Uri(proxy.TlsUrl, "attic/").ToString());
        await AssertWorksAsync(page, "attic", "board", proxy.TlsUrl);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Name = "15 min" })).ToBeCheckedAsync();

        // No request was for the root of the name.
        Assert.AreEqual(
            "/attic",
            string.Join(' ', requests.Where(static path => !Names.Any(name => path.StartsWith($"/{name}/", StringComparison.Ordinal)))));
        Assert.AreEqual("", string.Join('\n', errors));
    }

    /// <summary>The stream, the second document, the state and what a phone installs.</summary>
    private static async Task AssertWorksAsync(IPage page, string path, string name, Uri proxy)
    {
        await Expect(page.Locator("[data-state]")).ToHaveAttributeAsync("data-state", "live", new() { Timeout = 2 * Limits.Wait });
        ILocator value = page.Locator($"[data-channel='{name}:demo-vibration']");
        await Expect(value).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\d"), new() { Timeout = Limits.Wait });

        await page.GetByRole(AriaRole.Link, new() { Name = "Device status" }).ClickAsync();
        ILocator status = page.GetByRole(AriaRole.Dialog, new() { Name = "Device status" });
        await Expect(status).ToContainTextAsync("Uptime", new() { Timeout = Limits.Wait });
        await page.Keyboard.PressAsync("Escape");
        await Expect(status).ToHaveCountAsync(0);

        string manifest = Uri.UnescapeDataString(await page.Locator("link[rel=manifest]").GetAttributeAsync("href") ?? "");
        foreach (string member in new[] { "id", "start_url", "scope" })
        {
            Assert.Contains($"\"{member}\":\"{new Uri(proxy, path + "/")}\"", manifest);
        }
    }
}
