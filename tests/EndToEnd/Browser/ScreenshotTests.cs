using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Pictures of the page in each of its states, for people to look at. What is asserted is only that nothing is cut off.</summary>
[TestClass, TestCategory(DocsPage.Category)]
public class ScreenshotTests : PictureTests
{
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
        await using FakeBoard board =
            await FakeBoard.StartAsync(Packs.First(Greenhouse.Where(channel => channel.Name is "door" or "lamp" or "pump" or "vent")));
        board.Answer = pack =>
            Task.FromResult<string?>((string)pack[0]!["n"]! == "greenhouse:pump" ? FakeBoard.Refused(pack, "failed") : null);
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
}
