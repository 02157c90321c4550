using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What somebody sees who opens the page.</summary>
[TestClass]
public class DashboardTests
{
    /// <summary>The page waits at most 10 s between two attempts to connect.</summary>
    private const int Reconnect = 12_000;

    private static Chromium? _chromium;

    [ClassInitialize]
    public static async Task StartBrowser(TestContext _) => _chromium = await Chromium.StartAsync();

    [ClassCleanup]
    public static async Task StopBrowser()
    {
        if (_chromium is not null)
        {
            await _chromium.DisposeAsync();
        }
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task Shows_values_that_change()
    {
        using var host = new LiveHost();
        IPage page = await _chromium!.NewPageAsync();
        List<string> requests = [];
        List<string> webSockets = [];
        List<string> errors = [];
        page.Request += (_, request) => requests.Add(request.Url);
        page.WebSocket += (_, socket) => webSockets.Add(socket.Url);
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                errors.Add(message.Text);
            }
        };

        await page.GotoAsync(host.Url.ToString());
        await AssertLiveAsync(page);
        await page.WaitForTimeoutAsync(3000);

        Assert.AreEqual("", string.Join('\n', errors));
        CollectionAssert.AreEqual(new[] { host.Url.ToString() }, requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)).ToArray());
        CollectionAssert.AreEqual(new[] { host.WebSocketUrl("/ws").ToString() }, webSockets);
        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("0");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task Comes_back_after_the_server_did()
    {
        using var first = new LiveHost();
        IPage page = await _chromium!.NewPageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(first.Url.ToString());
        await AssertLiveAsync(page);

        first.Kill();
        await AssertStateAsync(page, "offline", Limits.Wait);
        // Long enough for attempts that fail.
        await page.WaitForTimeoutAsync(4000);
        using var second = new LiveHost(first.Url.Port);
        await AssertStateAsync(page, "live", Reconnect);
        await AssertLiveAsync(page);

        Assert.AreEqual("", string.Join('\n', errors));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    [DataRow("desktop-light", ColorScheme.Light, 1280, 900)]
    [DataRow("desktop-dark", ColorScheme.Dark, 1280, 900)]
    [DataRow("phone", ColorScheme.Light, 390, 844)]
    public async Task Draws_its_charts(string name, ColorScheme scheme, int width, int height)
    {
        using var host = new LiveHost();
        IPage page = await _chromium!.NewPageAsync(new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            DeviceScaleFactor = 2,
        });
        await page.GotoAsync(host.Url.ToString());
        await AssertLiveAsync(page);
        await page.WaitForTimeoutAsync(8000);
        await page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screenshots", name + ".png"), FullPage = true });

        // At least bytes, shares, volts and metres a second squared: each on a canvas of its own with something on it.
        int charts = await page.EvaluateAsync<int>(
            """
            [...document.querySelectorAll('canvas')].filter(canvas => canvas.getContext('2d')
                .getImageData(0, 0, canvas.width, canvas.height).data.some(byte => byte !== 0)).length
            """);
        Assert.IsGreaterThanOrEqualTo(4, charts);
        Assert.AreEqual(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), "the page is wider than the window");
        await page.CloseAsync();
    }

    private static async Task AssertLiveAsync(IPage page)
    {
        await AssertStateAsync(page, "live", Limits.Wait);
        foreach (string channel in new[] { "demo-wave", "demo-vibration", "working-set" })
        {
            ILocator value = page.Locator($"[data-channel$=':{channel}']");
            await Expect(value).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"\d"), new() { Timeout = Limits.Wait });
            if (channel.StartsWith("demo", StringComparison.Ordinal))
            {
                await Expect(value).Not.ToHaveTextAsync(await value.InnerTextAsync(), new() { Timeout = Limits.Wait });
            }
        }
    }

    private static Task AssertStateAsync(IPage page, string state, int milliseconds) =>
        Expect(page.Locator("[data-state]")).ToHaveAttributeAsync("data-state", state, new() { Timeout = milliseconds });
}
