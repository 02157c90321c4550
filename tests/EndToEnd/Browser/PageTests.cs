using System.Text.Json;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What all tests of the page have in common: a browser, and no error on its console.</summary>
public abstract class PageTests
{
    protected const int TestLimit = 2 * Limits.Test;

    private static readonly Lazy<string> Axe = new(() => DashboardPackage.ReadModule("axe-core", "axe.min.js"));

    private readonly List<string> _errors = [];
    private readonly List<IPage> _pages = [];

    public TestContext TestContext { get; set; } = null!;

    /// <summary>A page that stays open goes on drawing and connecting during the tests after it.</summary>
    [TestCleanup]
    public async Task ClosePages()
    {
        string errors = string.Join('\n', _errors);
        foreach (IPage page in _pages)
        {
            await page.CloseAsync();
        }

        Assert.AreEqual("", errors);
    }

    /// <summary>Opens the page and waits until it is live. The board's times are in UTC, so the browser is there.</summary>
    protected async Task<IPage> OpenLiveAsync(Uri url, BrowserNewPageOptions? options = null)
    {
        return await GoLiveAsync(await NewPageAsync(options), url);
    }

    /// <summary>Opens the page in a tab that shares with others what the browser keeps.</summary>
    protected async Task<IPage> OpenLiveInAsync(IBrowserContext context, Uri url) =>
        await GoLiveAsync(Watched(await context.NewPageAsync()), url);

    protected static async Task<IBrowserContext> NewContextAsync() => await NewContextAsync(await SharedChromium.GetAsync());

    private protected static Task<IBrowserContext> NewContextAsync(Chromium chromium) =>
        chromium.NewContextAsync(new() { TimezoneId = "UTC", Locale = "en-GB" });

    protected async Task<IPage> NewPageAsync(BrowserNewPageOptions? options = null)
    {
        options ??= new();
        options.TimezoneId = "UTC";
        options.Locale = "en-GB";
        return Watched(await (await SharedChromium.GetAsync()).NewPageAsync(options));
    }

    protected static async Task<IPage> GoLiveAsync(IPage page, Uri url)
    {
        await page.GotoAsync(url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        return page;
    }

    private IPage Watched(IPage page)
    {
        _pages.Add(page);
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            // The browser itself logs a connection that fails; tests check how the page handles it.
            bool isOfNetwork = message.Text.StartsWith("WebSocket connection to", StringComparison.Ordinal) ||
                message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !isOfNetwork)
            {
                _errors.Add(message.Text);
            }
        };
        return page;
    }

    protected static Task AssertStateAsync(IPage page, string state, int milliseconds) =>
        Expect(page.Locator("body")).ToHaveAttributeAsync("data-state", state, new() { Timeout = milliseconds });

    /// <summary>The current value of a channel of the simulated board.</summary>
    protected static ILocator Value(IPage page, string channel) => page.Locator($"[data-channel='{Packs.BaseName}{channel}']");

    /// <summary>The card that shows a channel.</summary>
    protected static ILocator Card(IPage page, string channel) => page.Locator(".card", new() { Has = Value(page, channel) });

    /// <summary>The row of a channel in a card of several.</summary>
    protected static ILocator Row(IPage page, string channel) => page.Locator("li, tr", new() { Has = Value(page, channel) });

    /// <summary>A statistic of the readings that are shown: min, max, mean, deviation or count.</summary>
    protected static ILocator Measure(IPage page, string channel, string name) =>
        page.Locator($"[data-measure={name}][data-of='{Packs.BaseName}{channel}']");

    protected static async Task AssertExtentAsync(IPage page, string channel, string min, string max)
    {
        await Expect(Measure(page, channel, "min")).ToHaveTextAsync(min);
        await Expect(Measure(page, channel, "max")).ToHaveTextAsync(max);
    }

    protected static ILocator TokenDialog(IPage page) => page.GetByRole(AriaRole.Dialog, new() { Name = "Access token" });

    protected static async Task EnterTokenAsync(IPage page, string token)
    {
        await page.GetByLabel("Token", new() { Exact = true }).FillAsync(token);
        await Button(page, "Connect").ClickAsync();
    }

    protected static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Whether something is drawn on the chart of a channel.</summary>
    protected static Task AssertDrawnAsync(IPage page, string channel) => page.WaitForFunctionAsync(
        """
        name => {
            const canvas = document.querySelector(`[data-channel="${name}"]`)?.closest('.card').querySelector('canvas');
            if (!canvas) {
                return false;
            }

            const copy = document.createElement('canvas');
            [copy.width, copy.height] = [canvas.width, canvas.height];
            const context = copy.getContext('2d', { willReadFrequently: true });
            context.drawImage(canvas, 0, 0);
            return context.getImageData(0, 0, copy.width, copy.height).data.some(byte => byte !== 0);
        }
        """,
        Packs.BaseName + channel,
        new() { Timeout = Limits.Wait });

    /// <summary>Runs axe-core with all its rules, contrast among them.</summary>
    protected static async Task AssertAccessibleAsync(IPage page, string state)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Axe.Value);
        }

        JsonElement violations = (await page.EvaluateAsync<JsonElement>(
            """
            async () => {
                const { violations } = await axe.run({ resultTypes: ['violations'] });
                return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
            }
            """))!;
        Assert.AreEqual("", string.Join('\n', violations.EnumerateArray().Select(violation => violation.GetString())), state);
    }

    /// <summary>Where figures and pictures of the run go.</summary>
    protected static string ArtifactPath(params string[] parts)
    {
        string path = Path.Combine([Repository.Root, "artifacts", .. parts]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
