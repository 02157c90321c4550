using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Which time and which channels the charts show.</summary>
[TestClass]
public class ViewTests : PageTests
{
    private static readonly string Minutes = Packs.First(
        new FakeChannel("inside", "Cel", time => 20 + (time / 100)) { History = 600 },
        new FakeChannel("outside", "Cel", time => 5 - (time / 100)) { History = 600 },
        new FakeChannel("supply", "V", _ => 3.3) { History = 600 });

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
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
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
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
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
    public async Task Dragging_over_a_chart_zooms_all_of_them()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
        IPage page = await OpenLiveAsync(board.Url);
        await AssertDrawnAsync(page, "inside");

        await DragAsync(page, 0.25f, 0.5f);
        await Expect(page.Locator("#zoomed-time"))
            .ToHaveTextAsync(new Regex("^23 Nov 2025, 05:58:(29|30) – 23 Nov 2025, 05:(58:59|59:00)$"));
        await Expect(Measure(page, "inside", "min")).ToHaveTextAsync(new Regex("^19.(09|10)$"));
        await Expect(Measure(page, "outside", "max")).ToHaveTextAsync(new Regex("^5.9[01]$"));
        await page.Locator(".u-over").First.DblClickAsync();
        await Expect(page.Locator("#zoomed")).ToBeHiddenAsync();
        await AssertExtentAsync(page, "inside", "18.80", "20.00");

        await DragAsync(page, 0.5f, 0.75f);
        await Expect(page.Locator("#zoomed")).ToBeVisibleAsync();
        await Button(page, "Leave zoom").ClickAsync();
        await AssertExtentAsync(page, "inside", "18.80", "20.00");

        // A dialog takes the first Escape, wherever the focus is.
        await DragAsync(page, 0.5f, 0.75f);
        await Expect(page.Locator("#zoomed")).ToBeVisibleAsync();
        await Button(page, "Arrange").ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator("#zoomed")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#zoomed")).ToBeHiddenAsync();
        await AssertExtentAsync(page, "inside", "18.80", "20.00");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_drag_goes_on_while_readings_come()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
        IPage page = await OpenLiveAsync(board.Url);
        await AssertDrawnAsync(page, "inside");
        await DragAsync(page, 0.25f, 0.5f, async () =>
        {
            await board.SendAsync(Packs.Live(1, 5, ("inside", 27.5), ("outside", 3.5)));
            await AssertExtentAsync(page, "inside", "18.85", "27.50");
        });
        await Expect(page.Locator("#zoomed")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Wheel_and_keys_zoom_and_pan_too()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
        IPage page = await OpenLiveAsync(board.Url);
        await AssertDrawnAsync(page, "inside");
        await page.WaitForFunctionAsync("() => sensorcast.start");
        ILocator zoomed = page.Locator("#zoomed-time");

        await page.Locator(".u-over").First.HoverAsync();
        await page.Keyboard.DownAsync("Control");
        await page.Mouse.WheelAsync(0, -70);
        await page.Keyboard.UpAsync("Control");
        await Expect(zoomed).ToHaveTextAsync(new Regex("^23 Nov 2025, 05:5[89]:"));

        await page.Locator(".chart").First.FocusAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#zoomed")).ToBeHiddenAsync();
        await page.Mouse.MoveAsync(0, 0);
        await page.Keyboard.PressAsync("+");
        await Expect(zoomed).ToHaveTextAsync("23 Nov 2025, 05:58:30 – 23 Nov 2025, 05:59:30");
        await page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(zoomed).ToHaveTextAsync("23 Nov 2025, 05:58:15 – 23 Nov 2025, 05:59:15");
        await page.Keyboard.PressAsync("-");
        await Expect(zoomed).ToHaveTextAsync("23 Nov 2025, 05:57:45 – 23 Nov 2025, 05:59:45");

        // Without Shift the arrows move the cursor, and every card shows what was read there.
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Locator(".when")).ToHaveTextAsync([new Regex("at 23 Nov 2025, 05:59:43"), new Regex("at 23 Nov 2025, 05:59:43")]);
        await Expect(Value(page, "inside")).ToHaveTextAsync("19.83");
        await page.Locator(".chart").First.BlurAsync();
        await Expect(page.Locator(".when").First).ToHaveTextAsync(new Regex(@"^at 23 Nov 2025, 05:59:45(\.0)?$"));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Two_fingers_zoom()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
        IPage page =
            await OpenLiveAsync(board.Url, new() { HasTouch = true, IsMobile = true, ViewportSize = new() { Width = 390, Height = 844 } });
        await AssertDrawnAsync(page, "inside");
        await page.WaitForFunctionAsync("() => sensorcast.start");
        LocatorBoundingBoxResult area = (await page.Locator(".u-over").First.BoundingBoxAsync())!;
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);

        async Task TouchAsync(string type, params float[] shares) => await session.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = type,
            ["touchPoints"] = shares.Select((share, id) => new { x = area.X + (share * area.Width), y = area.Y + 50, id }).ToArray(),
        });

        await TouchAsync("touchStart", 0.4f);
        await TouchAsync("touchStart", 0.4f, 0.6f);
        await TouchAsync("touchMove", 0.3f, 0.7f);
        await TouchAsync("touchMove", 0.2f, 0.8f);
        await TouchAsync("touchEnd");

        // Three times the distance: a third of two minutes.
        await Expect(page.Locator("#zoomed-time"))
            .ToHaveTextAsync(new Regex("^23 Nov 2025, 05:58:(39|40|41) – 23 Nov 2025, 05:59:(19|20|21)$"));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Channels_are_hidden_and_stay_so()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
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
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
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

    /// <summary>
    /// Drags over the first chart, and does something before it releases the mouse. It waits before that: a chart follows the mouse once a
    /// frame.
    /// </summary>
    private static async Task DragAsync(IPage page, float from, float to, Func<Task>? meanwhile = null)
    {
        LocatorBoundingBoxResult area = (await page.Locator(".u-over").First.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(area.X + (from * area.Width), area.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(area.X + (to * area.Width), area.Y + 60, new() { Steps = 5 });
        await page.WaitForFunctionAsync("() => parseFloat(document.querySelector('.u-select')?.style.width) > 0");
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        await page.Mouse.UpAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task The_statistics_are_of_the_selection()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Minutes);
        IPage page = await OpenLiveAsync(board.Url);
        await AssertDrawnAsync(page, "inside");
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync("121");
        await page.Keyboard.DownAsync("Shift");
        await DragAsync(page, 0.25f, 0.5f);
        await page.Keyboard.UpAsync("Shift");
        await Expect(page.Locator("#selected-time")).ToHaveTextAsync(new Regex("05:58:(29|30) – 23 Nov 2025, 05:(58:59|59:00)$"));
        await Expect(page.Locator("#zoomed")).ToBeHiddenAsync();
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync(new Regex("^(29|30|31)$"));
        await Expect(Measure(page, "inside", "mean")).ToHaveTextAsync(new Regex(@"^19\.2[45]\d$"));
        await Expect(Measure(page, "inside", "deviation")).ToHaveTextAsync(new Regex(@"^0\.08\d$"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#selected")).ToBeHiddenAsync();

        // By keyboard: M at one end, M at the other.
        await page.WaitForFunctionAsync("() => sensorcast.start");
        await page.Locator(".chart").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("m");
        for (int i = 0; i < 30; i++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await page.Keyboard.PressAsync("m");
        await Expect(page.Locator("#selected")).ToBeVisibleAsync();
        await Expect(Measure(page, "inside", "count")).ToHaveTextAsync(new Regex("^(59|60|61)$"));
        await page.CloseAsync();
    }
}
