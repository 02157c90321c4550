using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The arrangement of the cards: automatic, by the menu of a card, by dragging, and in a link.</summary>
[TestClass]
public class ArrangementTests : PageTests
{
    private static readonly string Channels = Packs.First(
        new FakeChannel("inside", "Cel", time => 20 + (time / 10)) { History = 100 },
        new FakeChannel("outside", "Cel", time => 5 + (time / 10)) { History = 100 },
        new FakeChannel("supply", "V", _ => 3.3) { History = 100 },
        new FakeChannel("light", "lx", time => 5000 + (49 * time)) { History = 100 },
        new FakeChannel("lamp", null, _ => false) { IsActuator = true },
        new FakeChannel("notice", null, _ => "All is well"));

    [TestMethod, Timeout(TestLimit)]
    [DataRow(1280, 800, "compact", 6)]
    [DataRow(1280, 800, "comfortable", 4)]
    public async Task The_size_of_the_window_decides_how_many_charts_are_in_view(int width, int height, string density, int charts)
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(
                Packs.First(
                    Enumerable.Range(0, 12).Select(i => new FakeChannel($"sensor-{i}", $"x{i}", time => i + time) { History = 50 })));
        IPage page = await NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height } });
        await page.AddInitScriptAsync($"localStorage.sensorcast = JSON.stringify({{ density: '{density}' }})");
        await page.GotoAsync(board.Url.ToString());
        await Expect(page.Locator(".card")).ToHaveCountAsync(12);
        int inView =
            await page.EvaluateAsync<int>(
                "() => [...document.querySelectorAll('.card')].filter(card => card.getBoundingClientRect().bottom <= innerHeight).length");
        Assert.IsGreaterThanOrEqualTo(charts, inView);
        Assert.IsLessThanOrEqualTo(64, (await page.Locator("header").BoundingBoxAsync())!.Height);
        await page.CloseAsync();
    }

    /// <summary>Whatever their number, the cards cover the window without a gap and without a scroll bar as long as they fit.</summary>
    [TestMethod, Timeout(2 * TestLimit)]
    [DataRow(1, 1920, 1080)]
    [DataRow(5, 1280, 800)]
    [DataRow(8, 1920, 1080)]
    [DataRow(32, 2560, 1440)]
    public async Task The_cards_fill_the_window(int channels, int width, int height)
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(
                Packs.First(
                    Enumerable.Range(0, channels).Select(i => new FakeChannel($"sensor-{i}", $"x{i}", time => i + time) { History = 50 })));
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = width, Height = height } });
        await Expect(page.Locator(".card")).ToHaveCountAsync(channels);
        double[] shares = await page.EvaluateAsync<double[]>(
            """
            () => {
                const area = ({ width, height }) => width * height;
                const boxes = [...document.querySelectorAll('.card')].map(card => card.getBoundingClientRect());
                const gaps = boxes.reduce((sum, box) => sum + (box.width + 10) * (box.height + 10), 0);
                const header = document.querySelector('header').offsetHeight;
                return [gaps / ((innerWidth - 10) * (innerHeight - header - document.querySelector('footer').offsetHeight - 10)),
                    document.documentElement.scrollHeight / innerHeight];
            }
            """);
        Assert.AreEqual(1, shares[0], 0.01, "a part of the window is empty");
        Assert.AreEqual(1, shares[1], 0.001, "the page is scrolled");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task With_eight_channels_the_plot_keeps_most_of_the_card()
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(
                Packs.First(Enumerable.Range(1, 8).Select(i => new FakeChannel($"bed-{i}", "%", time => i + time) { History = 50 })));
        foreach ((int width, int height) in new[] { (1280, 800), (390, 844) })
        {
            IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = width, Height = height } });
            await AssertDrawnAsync(page, "bed-1");
            LocatorBoundingBoxResult card = (await Card(page, "bed-1").BoundingBoxAsync())!;
            LocatorBoundingBoxResult plot = (await Card(page, "bed-1").Locator(".u-over").BoundingBoxAsync())!;
            Assert.IsGreaterThanOrEqualTo(0.6, plot.Height / card.Height, $"{width} pixels wide");
            ILocator fold = Button(page, "Percent: values");
            await fold.ClickAsync();
            await Expect(fold).ToHaveAttributeAsync("aria-expanded", "false");
            await Expect(Value(page, "bed-1")).ToBeHiddenAsync();
            await page.CloseAsync();
        }
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task The_menu_of_a_card_combines_splits_moves_and_sizes_by_keyboard()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await AssertTitlesAsync(page, "Temperature", "supply", "light", "Controls", "Messages");

        await Button(page, "supply: options").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Menuitemcheckbox, new() { Name = "Wide" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Move forward" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await AssertTitlesAsync(page, "supply", "Temperature", "light", "Controls", "Messages");

        await ChooseAsync(page, "supply", "Combine with Temperature");
        await AssertTitlesAsync(page, "Temperature and Voltage", "light", "Controls", "Messages");
        await Expect(Button(page, "light: options")).ToBeVisibleAsync();
        await ChooseAsync(page, "Temperature and Voltage", "One chart for each channel");
        await AssertTitlesAsync(page, "inside", "outside", "supply", "light", "Controls", "Messages");
        await ChooseAsync(page, "inside", "Wide");
        float wide = (await Card(page, "inside").BoundingBoxAsync())!.Width;
        Assert.IsGreaterThan(1.5f * (await Card(page, "light").BoundingBoxAsync())!.Width, wide);
        await ChooseAsync(page, "outside", "Hide");
        await AssertTitlesAsync(page, "inside", "supply", "light", "Controls", "Messages");

        await page.ReloadAsync();
        await AssertTitlesAsync(page, "inside", "supply", "light", "Controls", "Messages");
        await Button(page, "Arrange").ClickAsync();
        await Button(page, "Reset").ClickAsync();
        await Button(page, "Done").ClickAsync();
        await AssertTitlesAsync(page, "Temperature", "supply", "light", "Controls", "Messages");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_card_is_dragged_to_another_place_or_onto_a_chart()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await page.WaitForFunctionAsync("() => sensorcast.start");
        await DragAsync(page, "light", "Temperature", 0.05f);
        await AssertTitlesAsync(page, "light", "Temperature", "supply", "Controls", "Messages");
        await DragAsync(page, "supply", "light", 0.5f);
        await AssertTitlesAsync(page, "Light and Voltage", "Temperature", "Controls", "Messages");
        await Expect(page.Locator("[data-drop]")).ToHaveCountAsync(0);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_link_shows_the_same_elsewhere_and_two_tabs_keep_each_others_choices()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await OpenLiveInAsync(context, board.Url);
        await ChooseAsync(page, "light", "Move forward");
        IPage other = await OpenLiveInAsync(context, board.Url);
        await AssertTitlesAsync(other, "Temperature", "light", "supply", "Controls", "Messages");
        await ChooseAsync(other, "supply", "Hide");
        await AssertTitlesAsync(page, "Temperature", "light", "Controls", "Messages");
        await ChooseAsync(page, "light", "Range: logarithmic");
        await AssertTitlesAsync(other, "Temperature", "light", "Controls", "Messages");
        await Button(page, "Arrange").ClickAsync();
        await Button(page, "Copy link").ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/#view="));

        IPage elsewhere = await NewPageAsync();
        await elsewhere.GotoAsync(page.Url);
        await AssertTitlesAsync(elsewhere, "Temperature", "light", "Controls", "Messages");
        Assert.AreEqual(0, await elsewhere.EvaluateAsync<int>("localStorage.length"));
        await elsewhere.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_range_may_be_fixed()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await ChooseAsync(page, "supply", "Range: fixed…");
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("5");
        await page.GetByLabel("To", new() { Exact = true }).FillAsync("2");
        await Button(page, "Set").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("The first number must be below the second.");
        await page.GetByLabel("From", new() { Exact = true }).FillAsync("0");
        await Button(page, "Set").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        StringAssert.Contains(await page.EvaluateAsync<string>("localStorage.sensorcast"), "\"scale\":[0,2]");
        await page.CloseAsync();
    }

    private static Task AssertTitlesAsync(IPage page, params string[] titles) =>
        Expect(page.Locator(".card h2 .label")).ToHaveTextAsync(titles);

    private static async Task ChooseAsync(IPage page, string card, string item)
    {
        await Button(page, $"{card}: options").ClickAsync();
        await page.GetByRole(AriaRole.Menu).GetByText(item, new() { Exact = false }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
    }

    private static async Task DragAsync(IPage page, string from, string to, float share)
    {
        LocatorBoundingBoxResult start = (await Heading(page, from).BoundingBoxAsync())!;
        LocatorBoundingBoxResult end =
            (await page.Locator(".card", new() { Has = page.Locator("h2", new() { HasText = to }) }).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(start.X + 10, start.Y + (start.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(end.X + (share * end.Width), end.Y + 60, new() { Steps = 8 });
        await Expect(page.Locator("[data-drop]")).ToHaveCountAsync(1);
        await page.Mouse.UpAsync();
    }

    private static ILocator Heading(IPage page, string title) => page.Locator(".card h2").Filter(new() { HasText = title });
}
