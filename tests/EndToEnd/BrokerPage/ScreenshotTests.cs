using System.Globalization;
using Microsoft.Playwright;
using Sensorcast.Tests.BrowserTests;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>Pictures of many boards on one page.</summary>
[TestClass, TestCategory(DocsPage.Category)]
public class ScreenshotTests : BrokerPageTest
{
    private const int Readings = 60;

    private static readonly string[] Rooms =
    [
        "archive", "attic", "balcony", "bathroom", "bedroom", "cellar", "cold-store", "corridor", "garage", "greenhouse",
        "hall", "kitchen", "laboratory", "library", "office", "roof", "server-room", "shed", "studio", "workshop",
    ];

    [TestMethod, Timeout(6 * Limits.Test)]
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
        await Expect(page.Locator("[data-channel]")).ToHaveCountAsync(2 * Rooms.Length, new() { Timeout = Patience });
        await Expect(State(page, "attic")).ToHaveTextAsync("live");
        await Expect(State(page, "balcony")).ToHaveTextAsync("the board is away");
        await Expect(State(page, "roof")).ToHaveTextAsync("the bridge is away");
        await AssertBoardIsNamedAtEachCardAsync(page);
        await Expect(page.Locator(".chart canvas").First).ToBeVisibleAsync(new() { Timeout = Patience });

        await page.ScreenshotAsync(new() { Path = DocsPage.PictureOf(name) });
        Assert.AreEqual(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), "The page is wider than the window.");
        AssertNoErrors();
    }

    private static async Task AssertBoardIsNamedAtEachCardAsync(IPage page)
    {
        ILocator names = page.Locator(".card h2 small");
        CollectionAssert.AreEqual(Rooms.SelectMany(static room => new[] { room, room }).ToArray(), (await names.AllInnerTextsAsync()).ToArray());
        Assert.IsTrue(
            await names.EvaluateAllAsync<bool>("all => all.every(({ clientWidth, scrollWidth }) => clientWidth && clientWidth >= scrollWidth)"),
            "A board's name is cut off.");
    }

    /// <summary>What a board tells newcomers: a temperature and a humidity of the last two minutes.</summary>
    private static string Recent(int board)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        IEnumerable<string> records = Enumerable.Range(1 - Readings, Readings).Select(i =>
            string.Create(
                CultureInfo.InvariantCulture,
                $$"""
                {"n":"temperature","u":"Cel","t":{{2 * i}},"v":{{18 + (board % 7) + Math.Sin((i + (3 * board)) / 9.0):0.0}}},
                {"n":"humidity","u":"%RH","t":{{2 * i}},"v":{{45 + (2 * (board % 9)) + (3 * Math.Sin((i + board) / 14.0)):0.0}}}
                """));
        string first = string.Join(',', records);
        return $$"""[{"bn":"board:","bt":{{now}},"seq":60,{{first.TrimStart()[1..]}}]""";
    }
}
