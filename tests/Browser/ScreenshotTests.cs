using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Pictures of the page in each of its states, for people to look at. What is asserted is only that nothing is cut off.</summary>
[TestClass]
public class ScreenshotTests : PageTests
{
    private static readonly FakeChannel[] Greenhouse =
    [
        Curve("inside", "Cel", 120, time => 22.4 + Math.Sin(time / 23) + (0.1 * Math.Sin(time)), 1),
        Curve("outside", "Cel", 120, time => 14.2 + (0.8 * Math.Sin((time / 31) + 1)), 1),
        Curve("humidity", "%RH", 120, time => 61 + (6 * Math.Sin(time / 19)), 1),
        Curve("light", "lx", 120, time => 18_200 + (5200 * Math.Sin((time / 40) + 2)) + (600 * Math.Sin(time / 3)), 0),
        Curve("fan-vibration", "m/s2", 2400, time => Math.Sin(time * 21) * (0.4 + (1.2 * Math.Pow(Math.Sin(time / 17), 2))), 3),
        Toggle("door", time => (time is > -93 and < -71) || time > -12),
        Toggle("lamp", time => time > -48) with { IsActuator = true },
        Toggle("pump", time => (time + 120) % 40 < 9) with { IsActuator = true },
        Curve("vent", "/", 120, time => time < -55 ? 0.2 : 0.45, 2) with { IsActuator = true, Maximum = 1 },
        new FakeChannel("notice", null, _ => "Water the tomatoes before noon"),
    ];

    private static readonly string[] Units = ["Cel", "V", "A", "lx"];

    [TestMethod, Timeout(TestLimit)]
    [DataRow("desktop", ColorScheme.Light, 1280)]
    [DataRow("desktop-1920", ColorScheme.Light, 1920)]
    [DataRow("dark", ColorScheme.Dark, 1280)]
    [DataRow("phone", ColorScheme.Light, 390)]
    [DataRow("phone-dark", ColorScheme.Dark, 390)]
    public async Task Live(string name, ColorScheme scheme, int width)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse));
        IPage page = await OpenAsync(board, scheme, width);
        await TakeAsync(page, name);
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("disconnected", 1280)]
    [DataRow("disconnected-phone", 390)]
    public async Task Disconnected(string name, int width)
    {
        FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse));
        IPage page = await OpenAsync(board, ColorScheme.Light, width);
        await board.DisposeAsync();
        await Expect(page.Locator("#status")).ToHaveTextAsync("Offline, reconnecting", new() { Timeout = 4 * Limits.Wait });
        await TakeAsync(page, name);
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("many-channels", 1280)]
    [DataRow("many-channels-phone", 390)]
    public async Task Many_channels(string name, int width)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Enumerable.Range(0, 16).Select(i =>
            Curve($"sensor-{i + 1}", Units[i % Units.Length], 600, time => 20 + (3 * i) + (2 * Math.Sin((time / (5 + i)) + i)), 2))));
        IPage page = await OpenAsync(board, ColorScheme.Light, width);
        await TakeAsync(page, name);
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("actuators", ColorScheme.Light, 1280)]
    [DataRow("actuators-phone", ColorScheme.Dark, 390)]
    public async Task Actuators(string name, ColorScheme scheme, int width)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse.Where(channel => channel.Name is "door" or "lamp" or "pump" or "vent")));
        board.Answer = pack => Task.FromResult<string?>((string)pack[0]!["n"]! == "greenhouse:pump" ? FakeBoard.Refused(pack, "failed") : null);
        IPage page = await OpenAsync(board, scheme, width);
        await page.GetByRole(AriaRole.Switch, new() { Name = "pump" }).ClickAsync();
        await Expect(Row(page, "pump").GetByText("The device tried and failed")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Switch, new() { Name = "lamp" }).ClickAsync();
        await TakeAsync(page, name);
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("paused-and-zoomed", 1280)]
    [DataRow("paused-and-zoomed-phone", 390)]
    public async Task Paused_and_zoomed(string name, int width)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse));
        IPage page = await NewPageAsync(Options(ColorScheme.Light, width));
        await page.AddInitScriptAsync("delete window.showSaveFilePicker");
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await AssertDrawnAsync(page, "inside");
        await Button(page, "Save").ClickAsync();
        await Button(page, "Start recording").ClickAsync();
        await Button(page, "Pause").ClickAsync();
        await board.SendAsync(Packs.Live(1, 1, ("inside", 23.1), ("outside", 14.4), ("humidity", 60.2)));
        await page.Locator(".chart").First.FocusAsync();
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("ArrowLeft");
        for (int i = 0; i < 20; i++)
        {
            await page.Keyboard.PressAsync("ArrowLeft");
        }

        await Expect(page.Locator("#paused")).ToHaveTextAsync("Paused 3 readings since");
        await TakeAsync(page, name);
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("Arrange", "arrange")]
    [DataRow("Save", "save")]
    public async Task Dialogs(string button, string name)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse));
        IPage page = await OpenAsync(board, ColorScheme.Light, 390);
        await Button(page, button).ClickAsync();
        await TakeAsync(page, name, isWhole: false);
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("token", ColorScheme.Light, 1280)]
    [DataRow("token-dark", ColorScheme.Dark, 390)]
    public async Task Asking_for_a_token(string name, ColorScheme scheme, int width)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Greenhouse));
        board.Token = "secret";
        IPage page = await NewPageAsync(Options(scheme, width));
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "locked", Limits.Wait);
        await Expect(TokenDialog(page)).ToBeVisibleAsync();
        await TakeAsync(page, name, isWhole: false);
    }

    private static FakeChannel Curve(string name, string unit, int history, Func<double, double> value, int decimals) =>
        new(name, unit, time => Math.Round(value(time), decimals)) { History = history + 1, Spacing = 120.0 / history };

    private static FakeChannel Toggle(string name, Func<double, bool> value) => new(name, null, time => value(time)) { History = 121 };

    private static BrowserNewPageOptions Options(ColorScheme scheme, int width) => new()
    {
        ColorScheme = scheme,
        DeviceScaleFactor = 2,
        ReducedMotion = ReducedMotion.Reduce,
        ViewportSize = new() { Width = width, Height = width < 500 ? 844 : width > 1500 ? 1080 : 800 },
    };

    private async Task<IPage> OpenAsync(FakeBoard board, ColorScheme scheme, int width)
    {
        IPage page = await OpenLiveAsync(board.Url, Options(scheme, width));
        await Expect(page.Locator("#detail")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("ms$"));
        return page;
    }

    private static async Task TakeAsync(IPage page, string name, bool isWhole = true)
    {
        int width = page.ViewportSize!.Width;
        if (isWhole)
        {
            // All charts are in view, so all are drawn.
            await page.SetViewportSizeAsync(width, await page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
            await page.WaitForFunctionAsync("() => document.querySelectorAll('canvas').length === document.querySelectorAll('.chart').length");
            await Expect(page.Locator("[data-measure]").Filter(new() { HasText = "–" })).ToHaveCountAsync(0);
        }

        await page.ScreenshotAsync(new() { Path = Screenshots.PathOf(name) });
        Assert.AreEqual(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), "the page is wider than the window");
        await page.CloseAsync();
    }
}
