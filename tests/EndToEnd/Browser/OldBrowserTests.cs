using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>A browser that cannot run the page's script gets a sentence from another script that every browser understands.</summary>
[TestClass]
public partial class OldBrowserTests : PageTests
{
    private const string Sentence = "This page needs Chrome 90, Firefox 98 or Safari 15.4, or a later one.";

    /// <summary>As in Firefox 97 and Safari 15.3, which understand the script and lack what it uses.</summary>
    [TestMethod, Timeout(TestLimit)]
    public async Task Without_dialogs_the_browser_is_too_old()
    {
        await using FakeBoard board = await StartAsync();
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await page.AddInitScriptAsync("delete window.HTMLDialogElement");
        await page.GotoAsync(board.Url.ToString());
        await AssertReportedAsync(page);
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("?? is not understood", false, DisplayName = "one that does not parse it")]
    [DataRow("sensorcast = {}; throw 1", false, DisplayName = "one that fails in the middle")]
    [DataRow("sensorcast = { isRunning: true }", true, DisplayName = "one that does not run it")]
    public async Task A_script_that_does_not_run_shows(string script, bool hasPolicy)
    {
        await using FakeBoard board = await StartAsync();
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await ChangeAsync(page, board.Url, hasPolicy, html => FirstScript().Replace(html, $"<script>{script}</script>", 1));
        await page.GotoAsync(board.Url.ToString());
        await AssertReportedAsync(page);
    }

    /// <summary>The policy's 'unsafe-inline' is for browsers without digests, and means nothing to one that has them.</summary>
    [TestMethod, Timeout(TestLimit)]
    public async Task A_foreign_script_does_not_run_in_a_browser_of_today()
    {
        await using FakeBoard board = await StartAsync();
        await using IBrowserContext context = await NewContextAsync();
        IPage page = await context.NewPageAsync();
        await ChangeAsync(page, board.Url, true, static html =>
            html.Replace("</body>", "<script>window.isInjected = true</script></body>", StringComparison.Ordinal));
        await page.GotoAsync(board.Url.ToString());
        Assert.IsTrue(await page.EvaluateAsync<bool>("sensorcast.isRunning"));
        Assert.IsFalse(await page.EvaluateAsync<bool>("'isInjected' in window"));
    }

    private static Task<FakeBoard> StartAsync() => FakeBoard.StartAsync(Packs.First(new FakeChannel("inside", "Cel", _ => 20)));

    private static async Task AssertReportedAsync(IPage page)
    {
        await Expect(page.Locator("#empty")).ToHaveTextAsync(Sentence, new() { Timeout = Limits.Wait });
        await Expect(page.Locator("#status")).ToHaveTextAsync("Not possible here");
        await AssertStateAsync(page, "offline", Limits.Wait);
    }

    private static Task ChangeAsync(IPage page, Uri url, bool hasPolicy, Func<string, string> change) =>
        page.RouteAsync(url.ToString(), async route =>
    {
        IAPIResponse response = await route.FetchAsync();
        Dictionary<string, string> headers =
            response.Headers.Where(field => field.Key is "content-type" || (hasPolicy && field.Key is "content-security-policy"))
            .ToDictionary(static field => field.Key, static field => field.Value);
        await route.FulfillAsync(new() { Status = response.Status, Headers = headers, Body = change(await response.TextAsync()) });
    });

    [GeneratedRegex("<script>.*?</script>", RegexOptions.Singleline)]
    private static partial Regex FirstScript();
}
