using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>One chart alone, and in a frame on a page of another site.</summary>
[TestClass]
public class EmbeddingTests : PageTests
{
    private static readonly FakeChannel[] Channels =
    [
        new("inside", "Cel", time => 21 + Math.Sin(time)) { History = 60, UpdateTime = 1 },
        new("outside", "Cel", time => 12 + Math.Sin(time)) { History = 60, UpdateTime = 1 },
        new("humidity", "%RH", time => 60 + Math.Sin(time)) { History = 60, UpdateTime = 1 },
        new("door", null, time => time > -20) { History = 60, UpdateTime = 1 },
    ];

    [TestMethod, Timeout(TestLimit)]
    [DataRow("inside", "inside")]
    [DataRow("greenhouse:inside", "inside")]
    [DataRow("inside,humidity", "inside humidity")]
    [DataRow("door", "door")]
    public async Task A_chart_is_shown_alone(string named, string shown)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await NewPageAsync(new() { ViewportSize = new() { Width = 480, Height = 300 } });
        await page.GotoAsync($"{board.Url}#chart={Uri.EscapeDataString(named)}");
        await AssertStateAsync(page, "live", Limits.Wait);
        string[] names = shown.Split(' ');
        await AssertDrawnAsync(page, names[0]);
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-channel]")).ToHaveCountAsync(names.Length);
        await Expect(page.Locator("button:visible, a:visible")).ToHaveCountAsync(0);
        await AssertAccessibleAsync(page, "alone");

        // The header is seen only while something is wrong.
        const string Cut = "getComputedStyle(document.querySelector('header')).clipPath";
        await page.WaitForFunctionAsync($"() => {Cut} !== 'none'");
        await board.DisposeAsync();
        await page.WaitForFunctionAsync($"() => {Cut} === 'none'", null, new() { Timeout = Limits.Wait });
        await AssertAccessibleAsync(page, "alone, and away");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_chart_alone_changes_nothing_of_what_is_kept()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await OpenLiveAsync(board.Url);
        await page.GetByText("15 min", new() { Exact = true }).ClickAsync();
        string kept = await page.EvaluateAsync<string>("() => JSON.stringify(localStorage)");

        // The same document with another fragment is loaded again.
        await page.EvaluateAsync("() => { location.hash = '#chart=nothing' }");
        await Expect(page.GetByText("There is no channel nothing")).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { location.hash = '#chart=outside&view=' + encodeURIComponent(JSON.stringify({ window: 30 })) }");
        await Expect(Value(page, "outside")).ToBeVisibleAsync();
        await Expect(page.Locator(".chart").First)
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("last 30 s"));
        Assert.AreEqual(kept, await page.EvaluateAsync<string>("() => JSON.stringify(localStorage)"));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(2 * TestLimit)]
    public async Task Only_an_allowed_site_may_show_it_in_a_frame()
    {
        using var allowed = new OtherSite();
        using var other = new OtherSite();
        using var host = new LiveHost(0, "--allow-embedding", allowed.Origin);
        string embedded = $"<iframe title=Wave width=500 height=300 src=\"{host.Url}#chart=demo-wave\"></iframe>";
        allowed.Page = other.Page = "<!doctype html><title>Elsewhere</title>" + embedded;
        await using IBrowserContext context = await NewContextAsync();

        // The frame has the board's origin, so its stream is accepted as always.
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(allowed.Origin);
        IFrameLocator frame = page.FrameLocator("iframe");
        await Expect(frame.Locator("body")).ToHaveAttributeAsync("data-state", "live", new() { Timeout = Limits.Wait });
        ILocator value = frame.Locator("[data-channel$=':demo-wave']");
        string before = await value.InnerTextAsync();
        await Expect(value).Not.ToHaveTextAsync(before, new() { Timeout = Limits.Wait });
        await Expect(frame.Locator(".card")).ToHaveCountAsync(1);

        // The other site's frame shows the browser's own page.
        IPage refused = await context.NewPageAsync();
        List<string> messages = [];
        refused.Console += (_, message) => messages.Add(message.Text);
        await refused.GotoAsync(other.Origin);
        await Until.TrueAsync(
            () => messages.Any(static text => text.Contains("frame-ancestors", StringComparison.Ordinal)),
            "the browser does not say why the frame is empty");
        await Expect(refused.FrameLocator("iframe").Locator("#cards")).ToHaveCountAsync(0);
    }
}
