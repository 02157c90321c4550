using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Zooming, panning and selecting in the charts: by mouse, wheel, keyboard and fingers.</summary>
[TestClass]
public class ZoomTests : PageTests
{
    [TestMethod, Timeout(TestLimit)]
    public async Task Dragging_over_a_chart_zooms_all_of_them()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
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
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
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
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
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
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
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
    public async Task The_statistics_are_of_the_selection()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.TenMinutes);
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
}
