using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>
/// A tab that is hidden for a while: it goes on reading, draws nothing, and shows everything when it is visible again.
/// </summary>
[TestClass]
public class HiddenTabTests : PageTests
{
    private const int Minutes = 5;

    private const string CountFrames =
        "() => { window.framesSeen = 0; (function count() { requestAnimationFrame(() => { framesSeen++; count(); }); })(); }";

    /// <summary>A tab without frames is hidden when another tab gets this number meanwhile, however busy the machine is.</summary>
    private const int FramesOfAnother = 20;

    /// <summary>One frame may still be on its way to a tab that has just been hidden.</summary>
    private const int Few = 10;

    private static readonly FakeChannel Inside = new("inside", "Cel", time => 20 + (time / 100)) { History = 60, UpdateTime = 1 };

    /// <summary>
    /// The whole Chromium gives the tab no frames, as every hidden tab; Playwright alone makes it report itself as visible.
    /// </summary>
    [TestMethod, Timeout(TestLimit)]
    public async Task Receives_all_readings_and_draws_none_of_them()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Inside));
        await using Chromium chromium = await Chromium.StartAsync();
        IPage page = await OpenLiveInAsync(await NewContextAsync(chromium), board.Url);
        await AssertDrawnAsync(page, "inside");
        await page.GetByText("15 min", new() { Exact = true }).ClickAsync();
        await page.EvaluateAsync(
            """
            () => {
                window.drawings = 0;
                const { prototype } = CanvasRenderingContext2D;
                const clear = prototype.clearRect;
                prototype.clearRect = function (...area) {
                    drawings++;
                    clear.apply(this, area);
                };
            }
            """);
        IPage other = await page.RunAndWaitForPopupAsync(() => page.EvaluateAsync("() => void open('about:blank', '_blank', 'noopener')"));
        await page.EvaluateAsync(CountFrames);
        await other.EvaluateAsync(CountFrames);
        await Until.TrueAsync(
            async () =>
            {
                await other.BringToFrontAsync();
                int frames = await FramesAsync(page);
                int end = await FramesAsync(other) + FramesOfAnother;
                await Until.TrueAsync(async () => await FramesAsync(other) >= end, "The tab in front has no frames.");
                return await FramesAsync(page) == frames;
            },
            "The hidden tab still has frames.");
        int frames = await FramesAsync(page);
        int before = await page.EvaluateAsync<int>("drawings");
        for (int second = 1; second <= 60 * Minutes; second++)
        {
            await board.SendAsync(Packs.Binary(second, second, [Inside], 10, 0.1));
        }

        Assert.IsLessThan(Few, await FramesAsync(page) - frames, "It is not hidden.");
        int drawings = await page.EvaluateAsync<int>("drawings") - before;
        await page.BringToFrontAsync();
        await Expect(Value(page, "inside")).ToHaveTextAsync("23.000", new() { Timeout = 4 * Limits.Wait });
        await AssertExtentAsync(page, "inside", "19.410", "23.000");
        await Button(page, "Save").ClickAsync();
        IDownload download = await page.RunAndWaitForDownloadAsync(() => Button(page, "Save CSV").ClickAsync());
        string[] rows = await File.ReadAllLinesAsync(await download.PathAsync());
        Assert.HasCount(1 + 60 + (600 * Minutes), rows);
        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("0");
        Assert.IsLessThan(Few, drawings);
        await other.CloseAsync();
        await page.CloseAsync();
    }

    /// <summary>The timers of a hidden tab may run once a minute, so the next attempt is made when the tab is shown.</summary>
    [TestMethod, Timeout(2 * TestLimit)]
    public async Task Reconnects_at_once_when_the_tab_is_shown()
    {
        FakeBoard first = await FakeBoard.StartAsync(Packs.First(Inside));
        await using Firefox firefox = await Firefox.StartAsync();
        await firefox.OpenAsync(first.Url);
        await firefox.WaitForAsync("document.body.dataset.state === 'live'");
        await firefox.WaitForAsync("document.querySelector('[data-channel]')?.textContent === '20.00'");
        await firefox.HideAsync();
        await firefox.WaitForAsync("document.hidden");
        int port = first.Url.Port;
        await first.DisposeAsync();
        await firefox.WaitForAsync("document.body.dataset.state === 'offline'");
        await firefox.EvaluateAsync(
            """
            (() => {
                const { setTimeout } = window;
                window.delayed = 0;
                window.setTimeout = (action, delay) => (delayed++, setTimeout(action, delay + 3600000));
            })()
            """);
        // One timer for an attempt that fails, and one for the next, which will not come.
        await firefox.WaitForAsync("document.body.dataset.state === 'offline' && delayed >= 2");
        await using FakeBoard second = await FakeBoard.StartAsync(Packs.First(Inside with { Value = _ => 25.0, History = 3 }), port);
        await firefox.ShowAsync();
        await firefox.WaitForAsync("document.body.dataset.state === 'live'");
        await second.SendAsync(Packs.Live(1, 1, ("inside", 26.5)));
        await firefox.WaitForAsync("document.querySelector('[data-channel]')?.textContent === '26.50'");
        await firefox.WaitForAsync(
            "['min', 'max'].map(name => document.querySelector(`[data-measure=${name}]`).textContent).join() === '19.41,26.50'");
    }

    private static Task<int> FramesAsync(IPage page) => page.EvaluateAsync<int>("framesSeen");
}
