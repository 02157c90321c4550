using System.Globalization;
using Microsoft.Playwright;
using Sensorcast.Tests.BrowserTests;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>Many boards on one page, with channels of the same names.</summary>
[TestClass]
public class ManyBoardsTests : BrokerPageTest
{
    /// <summary>The times of the readings that a new subscriber gets, in steps of 2 s.</summary>
    private static readonly int[] Times = [.. Enumerable.Range(-59, 60)];

    private static readonly string[] Rooms =
    [
        "archive", "attic", "balcony", "bathroom", "bedroom", "cellar", "cold-store", "corridor", "garage", "greenhouse",
        "hall", "kitchen", "laboratory", "library", "office", "roof", "server-room", "shed", "studio", "workshop",
    ];

    [TestMethod, Timeout(6 * Limits.Test), TestCategory(DocsPage.Category)]
    [DataRow("broker", 1920, 1080)]
    [DataRow("broker-phone", 390, 844)]
    public async Task Twenty_boards_on_one_page(string name, int width, int height)
    {
        using var site = new Site(Config);
        foreach ((int i, string room) in Rooms.Index())
        {
            bool isThere = room is not ("balcony" or "roof");
            site.Publish($"sensorcast/{room}/status", isThere ? "online" : "offline", isRetained: true);
            site.Publish($"sensorcast/{room}/board", isThere || room == "roof" ? "online" : "offline", isRetained: true);
            site.Publish($"sensorcast/{room}/recent", Recent(i), isRetained: true);
        }

        IPage page = await NewPageAsync(new()
        {
            IgnoreHTTPSErrors = true,
            DeviceScaleFactor = width < 500 || DocsPage.IsWritten ? 2 : 1,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = height },
        });
        await page.GotoAsync(site.Url.ToString());
        await SignInAsync(page, "viewer", Site.PasswordOf("viewer"));
        await Expect(page.Locator("[data-channel]")).ToHaveCountAsync(2 * Rooms.Length, new() { Timeout = WaitLimit });
        await Expect(State(page, "attic")).ToHaveTextAsync("live");
        await Expect(State(page, "balcony")).ToHaveTextAsync("the board is away");
        await Expect(State(page, "roof")).ToHaveTextAsync("the bridge is away");
        await AssertBoardIsNamedAtEachCardAsync(page);
        await Expect(page.Locator(".chart canvas").First).ToBeVisibleAsync(new() { Timeout = WaitLimit });

        await page.ScreenshotAsync(new() { Path = DocsPage.PictureOf(name) });
        Assert.AreEqual(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), "The page is wider than the window.");
        AssertNoErrors();
    }

    [TestMethod, Timeout(6 * Limits.Test)]
    public async Task A_channel_is_named_with_its_board_where_the_card_does_not_name_it()
    {
        using var site = new Site(Config);
        foreach ((int i, string room) in Rooms[..2].Index().Reverse())
        {
            site.Publish($"sensorcast/{room}/status", "online", isRetained: true);
            site.Publish($"sensorcast/{room}/recent", Recent(i, ""","alarmhigh":30"""), isRetained: true);
        }

        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());
        await SignInAsync(page, "viewer", Site.PasswordOf("viewer"));
        await Expect(page.Locator("[data-channel]")).ToHaveCountAsync(4, new() { Timeout = WaitLimit });

        // The list of what is shown, and the menu of a card.
        await page.GetByRole(AriaRole.Button, new() { Name = "Arrange" }).ClickAsync();
        await Expect(page.Locator("dialog[open] fieldset .name")).ToHaveTextAsync(
            ["archive · temperature", "archive · humidity", "attic · temperature", "attic · humidity"]);
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "archive · temperature: options" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Combine with attic · temperature" }).ClickAsync();
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["humidity archive", "Temperature", "humidity attic"]);
        await Expect(page.Locator("ul.now .label")).ToHaveTextAsync(["attic · temperature", "archive · temperature"]);

        // Alarms: in the card, and in the list.
        site.Publish("sensorcast/attic/packs", Pack(61, """{"n":"temperature","v":31}"""), isRetained: false);
        await Expect(page.Locator(".card .badge:not(:empty)"))
            .ToContainTextAsync("attic · temperature above 30 °C", new() { Timeout = WaitLimit });
        await page.GetByRole(AriaRole.Button, new() { Name = "1 alarm" }).ClickAsync();
        await Expect(page.Locator("dialog[open] td").Last).ToContainTextAsync("attic · temperature alarm: above 30 °C");
        AssertNoErrors();
    }

    private static async Task AssertBoardIsNamedAtEachCardAsync(IPage page)
    {
        ILocator names = page.Locator(".card h2 small");
        await Expect(names).ToHaveTextAsync(Rooms.SelectMany(static room => new[] { room, room }));
        Assert.IsTrue(
            await names.EvaluateAllAsync<bool>("all => all.every(one => one.clientWidth && one.clientWidth >= one.scrollWidth)"),
            "A board's name is cut off.");
    }

    /// <summary>What a new subscriber gets of a board: a described temperature, and a humidity of the last two minutes.</summary>
    private static string Recent(int board, string description = "")
    {
        double[] temperatures = [.. Times.Select(i => 18 + (board % 7) + Math.Sin((i + (3 * board)) / 9.0))];
        double[] humidities = [.. Times.Select(i => 45 + (2 * (board % 9)) + (3 * Math.Sin((i + board) / 14.0)))];
        IEnumerable<string> records = Times.SelectMany((time, i) => new[]
        {
            Record("temperature", "Cel", time, temperatures[i], i == 0 ? description : ""), Record("humidity", "%RH", time, humidities[i]),
        });
        return Pack(60, string.Join(',', records));
    }

    private static string Record(string name, string unit, int time, double value, string description = "") =>
        string.Create(
            CultureInfo.InvariantCulture, $$"""{"n":"{{name}}","u":"{{unit}}"{{description}},"t":{{2 * time}},"v":{{value:0.0}}}""");

    private static string Pack(int sequence, string records) =>
        $$"""[{"bn":"board:","bt":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}},"seq":{{sequence}},{{records[1..]}}]""";
}
