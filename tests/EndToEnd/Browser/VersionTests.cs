using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>An open page detects that the board has another version of it.</summary>
[TestClass]
public class VersionTests : PageTests
{
    /// <summary>The page uses the shortest of its random delays, which spread requests because devices have few slots.</summary>
    private const string NoChance = "Math.random = () => 0";

    private const string Other = "\"0123456789abcdef\"";
    private static readonly string Channels = Packs.First(new FakeChannel("inside", "Cel", time => 20 + (time / 10)) { History = 100 });

    [TestMethod, Timeout(Limits.Test)]
    public async Task The_page_knows_its_own_entity_tag()
    {
        ServedPage page = await ServedPage.GetAsync();
        Assert.Contains(page.ETag, System.Text.Encoding.UTF8.GetString(page.Html));
    }

    [TestMethod, Timeout(2 * TestLimit)]
    public async Task Reports_another_version_and_loads_it_on_request()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenWithSecondDocumentAsync(board, "");
        Assert.AreEqual(0, board.Heads, "a version that has just been loaded is not requested");

        // A connection that breaks is no update.
        board.Drop();
        await WaitAsync(() => board.Heads == 1);
        await Expect(Chip(page)).ToHaveCountAsync(0);

        board.PageTag = Other;
        board.Drop();
        await Expect(Chip(page)).ToContainTextAsync("The device has another version of this page.");
        Assert.AreEqual(1, board.Pages);

        // Reported once, and withdrawn when the board has this version again.
        board.Drop();
        await WaitAsync(() => board.Heads == 3);
        await Expect(Chip(page)).ToHaveCountAsync(1);
        board.PageTag = null;
        board.Drop();
        await Expect(Chip(page)).ToHaveCountAsync(0);

        // A proxy may have made the tag a weak one.
        board.PageTag = "W/" + Other;
        board.Drop();
        await Chip(page).GetByRole(AriaRole.Button, new() { Name = "Load it" }).ClickAsync();
        await WaitAsync(() => board.Pages == 2);
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(2 * TestLimit)]
    public async Task A_kiosk_loads_each_version_once_and_by_itself()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenWithSecondDocumentAsync(board, "#kiosk");
        board.PageTag = Other;
        board.Drop();
        await WaitAsync(() => board.Pages == 2);
        await AssertStateAsync(page, "live", 2 * Limits.Wait);
        await Expect(page.Locator("body[data-kiosk]")).ToHaveCountAsync(1, new() { Timeout = Limits.Wait });

        // The page is the old one still, as a proxy might keep it.
        int heads = board.Heads;
        board.Drop();
        await WaitAsync(() => board.Heads == heads + 1);
        await Expect(Chip(page)).ToHaveCountAsync(1, new() { Timeout = Limits.Wait });
        Assert.AreEqual(2, board.Pages);
        await page.CloseAsync();
    }

    /// <summary>A board without a free slot is queried again a minute later; until then nothing is reported.</summary>
    [TestMethod, Timeout(2 * TestLimit)]
    public async Task A_board_that_does_not_report_its_version_is_queried_again()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.Clock.InstallAsync();
        await page.AddInitScriptAsync(NoChance);
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await AssertHasSecondDocumentAsync(page);
        board.PageTag = Other;
        board.HeadStatus = 503;
        board.Drop();
        await WaitAsync(() => board.Heads == 1);
        await Expect(Chip(page)).ToHaveCountAsync(0);
        board.HeadStatus = 200;
        // Step by step: what the board answers has to come in between.
        while (board.Heads == 1)
        {
            await page.Clock.FastForwardAsync(4000);
        }

        await Expect(Chip(page)).ToHaveCountAsync(1, new() { Timeout = Limits.Wait });
        Assert.AreEqual(2, board.Heads);
    }

    /// <summary>The real server, which is ended and started again.</summary>
    [TestMethod, Timeout(2 * TestLimit)]
    public async Task A_server_that_was_only_started_again_has_no_other_version()
    {
        using var first = new LiveHost();
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.AddInitScriptAsync(NoChance);
        await page.GotoAsync(first.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await AssertHasSecondDocumentAsync(page);
        first.Kill();
        await AssertStateAsync(page, "offline", Limits.Wait);
        Task<IResponse> head = page.WaitForResponseAsync(static response => response.Request.Method == "HEAD");
        using var second = new LiveHost(first.Url.Port);
        Assert.AreEqual(200, (await head).Status);
        await page.WaitForTimeoutAsync(500);
        await Expect(Chip(page)).ToHaveCountAsync(0);
    }

    private static ILocator Chip(IPage page) => page.Locator("#version");

    private async Task<IPage> OpenWithSecondDocumentAsync(FakeBoard board, string fragment)
    {
        IPage page = await NewPageAsync();
        await page.AddInitScriptAsync(NoChance);
        await page.GotoAsync(board.Url + fragment);
        await AssertStateAsync(page, "live", Limits.Wait);
        await AssertHasSecondDocumentAsync(page);
        return page;
    }

    /// <summary>The page adds the link to the manifest last.</summary>
    private static Task AssertHasSecondDocumentAsync(IPage page) =>
        page.Locator("link[rel=manifest]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    private static Task WaitAsync(Func<bool> condition) => Until.TrueAsync(condition, "the board is not queried");
}
