using System.Text.Json;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Around the charts: the second document, help, the kiosk view, paper, installation.</summary>
[TestClass]
public class SurroundingTests : PageTests
{
    private static readonly string Channels =
        Packs.First(Enumerable.Range(0, 20).Select(i => new FakeChannel($"sensor-{i}", $"x{i}", time => i + time) { History = 50 }));

    [TestMethod, Timeout(TestLimit)]
    public async Task The_second_document_is_fetched_once_and_kept()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await page.WaitForFunctionAsync("() => sensorcast.start");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync("() => sensorcast.start");
        Assert.AreEqual(1, board.SecondDocumentFetches);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Help_lists_the_keys()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await page.Keyboard.PressAsync("?");
        ILocator help = page.GetByRole(AriaRole.Dialog, new() { Name = "Help" });
        await Expect(help.GetByRole(AriaRole.Row, new() { Name = "Escape" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(help).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_kiosk_has_no_controls_and_goes_back_to_live()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync(board.Url + "#kiosk");
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.Clock.RunForAsync(3000);
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-kiosk", "", new() { Timeout = Limits.Wait });
        await Expect(page.Locator("button:visible, input:visible, a:visible")).ToHaveCountAsync(0);
        await page.Locator(".chart").First.FocusAsync();
        await page.Keyboard.PressAsync("+");
        await page.Clock.RunForAsync(1000);
        await Expect(page.Locator("#zoomed-time")).Not.ToHaveTextAsync("");
        await page.Clock.RunForAsync(61_000);
        await Expect(page.Locator("#zoomed-time")).ToHaveTextAsync("");
        await page.CloseAsync();
    }

    [TestMethod, TestCategory(DocsPage.Category), Timeout(TestLimit)]
    public async Task A_printed_page_has_all_charts_in_light_colours()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page =
            await OpenLiveAsync(board.Url, new() { ColorScheme = ColorScheme.Dark, ViewportSize = new() { Width = 800, Height = 600 } });
        await page.WaitForFunctionAsync("() => document.querySelector('link[rel=manifest]')");
        Assert.IsLessThan(20, await page.Locator("canvas").CountAsync());
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.AreEqual(20, await page.Locator("canvas").CountAsync());
        Assert.AreEqual("light", await page.EvaluateAsync<string>("document.documentElement.dataset.scheme"));
        await Expect(page.Locator("header button:visible")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(new() { Path = DocsPage.PictureOf("print"), FullPage = true });
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.IsNull(await page.EvaluateAsync<string?>("document.documentElement.dataset.scheme ?? null"));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task The_manifest_has_no_error()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await page.WaitForFunctionAsync("() => document.querySelector('link[rel=manifest]')");
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        JsonElement manifest = (await session.SendAsync("Page.getAppManifest"))!.Value;
        Assert.AreEqual(0, manifest.GetProperty("errors").GetArrayLength(), manifest.ToString());
        StringAssert.Contains(manifest.GetProperty("data").GetString(), "\"name\":\"greenhouse\"");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_clock_that_differs_is_reported()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(page.Locator("#clock"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^The device's clock is \d+ d( \d+ h)? behind this one$"));
        await page.CloseAsync();
    }
}
