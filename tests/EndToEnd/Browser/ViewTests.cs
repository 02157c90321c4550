using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Which time and which channels the charts show.</summary>
[TestClass]
public class ViewTests : PageTests
{
    /// <summary>Counts for each canvas how often it is cleared, which uPlot does before it draws.</summary>
    private const string CountDrawings =
        """
        () => {
            window.drawings = new Map();
            const { prototype } = CanvasRenderingContext2D;
            prototype.originalClearRect ??= prototype.clearRect;
            prototype.clearRect = function (...area) {
                drawings.set(this.canvas, (drawings.get(this.canvas) ?? 0) + 1);
                this.originalClearRect(...area);
            };
        }
        """;

    [TestMethod, Timeout(TestLimit)]
    public async Task A_time_window_is_chosen_and_kept()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(page.GetByRole(AriaRole.Radio)).ToHaveCountAsync(6);
        await Expect(page.GetByLabel("2 min", new() { Exact = true })).ToBeCheckedAsync();
        await AssertExtentAsync(page, "inside", "18.80", "20.00");

        await page.GetByText("15 min", new() { Exact = true }).ClickAsync();
        await AssertExtentAsync(page, "inside", "14.01", "20.00");
        await page.GetByText("30 s", new() { Exact = true }).ClickAsync();
        await AssertExtentAsync(page, "inside", "19.70", "20.00");

        await page.ReloadAsync();
        await Expect(page.GetByLabel("30 s", new() { Exact = true })).ToBeCheckedAsync();
        await AssertExtentAsync(page, "inside", "19.70", "20.00");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_pause_freezes_the_charts_and_counts_new_readings()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(Value(page, "supply")).ToHaveTextAsync("3.3");

        await Button(page, "Pause").ClickAsync();
        await Expect(page.Locator("#paused")).ToHaveTextAsync("Paused 0 readings since");
        await board.SendAsync(Packs.Live(1, 1, ("supply", 5), ("inside", 30)));
        await board.SendAsync(Packs.Live(2, 2, ("supply", 6)));
        await Expect(page.Locator("#paused")).ToHaveTextAsync("Paused 3 readings since");
        await Expect(Value(page, "supply")).ToHaveTextAsync("3.3");
        await AssertExtentAsync(page, "supply", "3.3", "3.3");

        await Button(page, "Resume").ClickAsync();
        await Expect(page.Locator("#paused")).ToBeHiddenAsync();
        await Expect(Value(page, "supply")).ToHaveTextAsync("6.0");
        await AssertExtentAsync(page, "supply", "3.3", "6.0");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Channels_are_hidden_and_stay_so()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
        IPage page = await OpenLiveAsync(board.Url);
        await Button(page, "Arrange").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "inside" }).UncheckAsync();
        await Button(page, "Done").ClickAsync();
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["outside Temperature", "supply Voltage"]);

        await page.ReloadAsync();
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["outside Temperature", "supply Voltage"]);
        await Button(page, "Arrange").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "outside" }).UncheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "supply" }).UncheckAsync();
        await Expect(page.Locator("#empty")).ToHaveTextAsync(new Regex("All channels are hidden"));
        await Button(page, "Show all").ClickAsync();
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["Temperature", "supply Voltage"]);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Each_channel_may_have_its_own_chart()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
        IPage page = await OpenLiveAsync(board.Url);
        await Button(page, "Arrange").ClickAsync();
        await page.GetByLabel("One for each channel").CheckAsync();
        await Button(page, "Done").ClickAsync();
        string[] titles = ["inside Temperature", "outside Temperature", "supply Voltage"];
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(titles);
        await AssertDrawnAsync(page, "outside");

        await page.ReloadAsync();
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(titles);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Charts_out_of_view_are_not_drawn()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(
            Enumerable.Range(1, 40).Select(i => new FakeChannel($"sensor-{i}", $"unit{i}", _ => i) { History = 100 })));
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await AssertDrawnAsync(page, "sensor-1");
        await board.SendAsync(Packs.Live(1, 1, [.. Enumerable.Range(1, 40).Select(i => ($"sensor-{i}", (object)(2 * i)))]));
        await Expect(Value(page, "sensor-40")).ToHaveTextAsync("80");

        await Expect(Card(page, "sensor-2").Locator("canvas")).ToHaveCountAsync(1);
        // Screen readers read what is out of view, too.
        await Expect(Measure(page, "sensor-40", "max")).ToHaveTextAsync("80", new() { Timeout = 4 * Limits.Wait });
        await Expect(Card(page, "sensor-40").Locator("canvas")).ToHaveCountAsync(0);
        await Card(page, "sensor-40").ScrollIntoViewIfNeededAsync();
        await AssertDrawnAsync(page, "sensor-40");

        // The first has been drawn, and is out of view now.
        await AssertDrawingsAsync(page, board, 2, [0, 0, 1, 1]);
        await page.EvaluateAsync("scrollTo(0, 0)");
        await AssertDrawingsAsync(page, board, 8, [1, 1, 0, 0]);
        await page.CloseAsync();
    }

    /// <summary>
    /// Sends a few readings, one after the other, and checks which of the first and the last two charts are drawn.
    /// </summary>
    private static async Task AssertDrawingsAsync(IPage page, FakeBoard board, int sequence, int[] expected)
    {
        string[] names = ["sensor-1", "sensor-2", "sensor-39", "sensor-40"];
        // The browser reports with a delay what is in view.
        await page.WaitForFunctionAsync("() => new Promise(resolve => requestAnimationFrame(() => setTimeout(() => resolve(true), 200)))");
        await page.EvaluateAsync(CountDrawings);
        for (int i = 0; i < 5; i++)
        {
            await board.SendAsync(
                Packs.Live(
                    sequence + i, sequence + i, [.. Enumerable.Range(1, 40).Select(n => ($"sensor-{n}", (object)(n + sequence + i)))]));
            await Expect(Value(page, "sensor-40")).ToHaveTextAsync($"{40 + sequence + i}");
        }

        int[] drawings = await page.EvaluateAsync<int[]>(
            "names => names.map(name => "
                + "drawings.get(document.querySelector(`[data-channel='${name}']`).closest('.card').querySelector('canvas')) ?? 0)",
            names.Select(name => Packs.BaseName + name));
        CollectionAssert.AreEqual(expected, drawings.Select(count => Math.Min(count, 1)).ToArray(), string.Join(", ", drawings));
    }
}
