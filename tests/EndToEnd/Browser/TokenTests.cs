using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;
using static Sensorcast.Tests.Shared.TokenHost;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The page of the built program with tokens.</summary>
[TestClass]
public class TokenTests : PageTests
{
    private const string Refused = "That token was refused. Please try again.";
    private const string Waits = "Too many wrong tokens. The next one is tried";

    [TestMethod, Timeout(TestLimit)]
    [DataRow(ColorScheme.Light, 1280)]
    [DataRow(ColorScheme.Dark, 390)]
    public async Task Asks_once_a_session_and_again_after_a_wrong_one(ColorScheme scheme, int width)
    {
        using var host = new TokenHost(Token, ReadOnlyToken);
        IPage page =
            await NewPageAsync(
                new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 900 } });
        List<string> traces = Trace(page);
        await page.GotoAsync(host.Url.ToString());
        await AssertStateAsync(page, "locked", Limits.Wait);
        await Expect(TokenDialog(page)).ToContainTextAsync("This device shows its readings only with its token.");
        await AssertAccessibleAsync(page, "asked");

        await EnterTokenAsync(page, WrongToken);
        await Expect(TokenDialog(page)).ToContainTextAsync(Refused, new() { Timeout = Limits.Wait });
        await AssertAccessibleAsync(page, "refused");
        // Each further one doubles the wait, by now to eight seconds.
        await page.GetByLabel("Token", new() { Exact = true }).FillAsync(Token);
        await host.OfferWrongTokensAsync(3);
        await page.Keyboard.PressAsync("Enter");
        await Expect(TokenDialog(page)).ToContainTextAsync(new Regex($@"{Waits}\s*in [1-8] s"), new() { Timeout = Limits.Wait });
        await AssertAccessibleAsync(page, "waiting");
        await AssertStateAsync(page, "live", 2 * Limits.Wait);
        await Expect(TokenDialog(page)).ToBeHiddenAsync();
        await Expect(page.GetByLabel("Token", new() { Exact = true })).ToHaveValueAsync("");

        await page.ReloadAsync();
        await AssertLiveAsync(page);
        Assert.AreEqual(4, await host.TokenFailuresAsync(Token));
        AssertNotIn(Token, [.. traces, page.Url, await page.ContentAsync()]);
        AssertNotIn(WrongToken, traces);
        await page.CloseAsync();

        IPage other = await NewPageAsync();
        await other.GotoAsync(host.Url.ToString());
        await Expect(TokenDialog(other)).ToBeVisibleAsync(new() { Timeout = Limits.Wait });
        await other.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_read_only_viewer_sees_so_and_may_enter_the_full_token()
    {
        using var host = new TokenHost(Token, ReadOnlyToken);
        IPage page = await NewPageAsync();
        await page.GotoAsync(host.Url.ToString());
        await EnterTokenAsync(page, ReadOnlyToken);
        await AssertLiveAsync(page);

        await Lamp(page).ClickAsync();
        await Expect(TokenDialog(page))
            .ToContainTextAsync("This token may only read. Setting needs another one.", new() { Timeout = Limits.Wait });
        await Button(page, "Cancel").ClickAsync();
        await AssertRefusedAsync(page);
        await AssertLiveAsync(page);

        await Lamp(page).ClickAsync();
        await EnterTokenAsync(page, ReadOnlyToken);
        await AssertRefusedAsync(page);

        await Lamp(page).ClickAsync();
        await EnterTokenAsync(page, Token);
        await Expect(LampValue(page)).ToHaveTextAsync("On", new() { Timeout = Limits.Wait });
        await Expect(Lamp(page)).Not.ToContainClassAsync("pending", new() { Timeout = Limits.Wait });
        Assert.AreEqual(0, await host.TokenFailuresAsync(Token));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Where_reading_is_open_only_setting_asks()
    {
        using var host = new TokenHost(Token, readOnlyToken: null);
        IPage page = await NewPageAsync();
        List<string> traces = Trace(page);
        await page.GotoAsync(host.Url.ToString());
        await AssertLiveAsync(page);
        await Expect(TokenDialog(page)).ToBeHiddenAsync();

        await Lamp(page).ClickAsync();
        await Expect(TokenDialog(page)).ToContainTextAsync("Setting needs a token.", new() { Timeout = Limits.Wait });
        await EnterTokenAsync(page, WrongToken);
        await Expect(TokenDialog(page)).ToContainTextAsync(Refused, new() { Timeout = Limits.Wait });
        await page.Keyboard.PressAsync("Escape");
        await AssertRefusedAsync(page);
        // It is still read without a token, by the same connection, and a wrong one is not kept.
        Assert.HasCount(1, traces.Where(trace => trace.StartsWith("ws", StringComparison.Ordinal)));
        await page.ReloadAsync();
        await AssertLiveAsync(page);

        await Lamp(page).ClickAsync();
        await EnterTokenAsync(page, Token);
        await Expect(LampValue(page)).ToHaveTextAsync("On", new() { Timeout = Limits.Wait });
        await page.ReloadAsync();
        await AssertLiveAsync(page);
        await Lamp(page).ClickAsync();
        await Expect(LampValue(page)).ToHaveTextAsync("Off", new() { Timeout = Limits.Wait });
        Assert.AreEqual(1, await host.TokenFailuresAsync(null));
        AssertNotIn(Token, [.. traces, page.Url, await page.ContentAsync()]);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow(ReadOnlyToken)]
    [DataRow(null)]
    public async Task A_token_that_is_no_longer_valid_is_forgotten(string? readOnlyToken)
    {
        const string NewToken = "grün-und-größer";
        IPage page = await NewPageAsync();
        int port;
        using (var first = new TokenHost(Token, readOnlyToken))
        {
            port = first.Url.Port;
            await page.GotoAsync(first.Url.ToString());
            if (readOnlyToken is null)
            {
                await AssertLiveAsync(page);
                await Lamp(page).ClickAsync();
            }

            await EnterTokenAsync(page, Token);
            await AssertLiveAsync(page);
            await page.WaitForFunctionAsync("() => sessionStorage.length > 0");
        }

        await AssertStateAsync(page, "offline", Limits.Wait);
        using var second = new TokenHost(NewToken, readOnlyToken, port);
        if (readOnlyToken is null)
        {
            await AssertStateAsync(page, "live", 3 * Limits.Wait);
            await Lamp(page).ClickAsync();
            await Expect(TokenDialog(page)).ToContainTextAsync("Setting needs a token.", new() { Timeout = Limits.Wait });
        }
        else
        {
            await Expect(TokenDialog(page)).ToContainTextAsync(Refused, new() { Timeout = 3 * Limits.Wait });
            await AssertStateAsync(page, "locked", Limits.Wait);
        }

        await EnterTokenAsync(page, NewToken);
        await Expect(TokenDialog(page)).ToBeHiddenAsync(new() { Timeout = 2 * Limits.Wait });
        await AssertLiveAsync(page);
        // Offered by the WebSocket and the request for the reason, or by the latter only if the host was not up yet: no further attempts.
        await Expect(page.Locator("#status")).ToHaveTextAsync("Live");
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8 });
        client.DefaultRequestHeaders.Authorization = new("Bearer", NewToken);
        Assert.MatchesRegex(new Regex("\"tokenFailures\":[123],"), await client.GetStringAsync(new Uri(second.Url, "/status")));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task The_link_to_the_state_asks_where_a_token_is_needed()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(new FakeChannel("inside", "Cel", _ => 21)));
        board.Token = "secret";
        board.Status =
            """{"uptime":93784000,"tokenFailures":0,"slots":[{"address":"127.0.0.1","state":"stream","age":41000},null,null],"channels":[{"name":"inside","age":200,"missed":3}]}""";
        IPage page = await NewPageAsync();
        await page.GotoAsync(board.Url.ToString());
        await Expect(TokenDialog(page)).ToBeVisibleAsync(new() { Timeout = Limits.Wait });
        await Button(page, "Cancel").ClickAsync();
        ILocator link = page.GetByRole(AriaRole.Link, new() { Name = "Device status" });

        await link.ClickAsync();
        await Button(page, "Cancel").ClickAsync();
        await Expect(page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await link.ClickAsync();
        await EnterTokenAsync(page, "secret");
        ILocator state = page.GetByRole(AriaRole.Dialog, new() { Name = "Device status" });
        await Expect(state.GetByRole(AriaRole.Row, new() { Name = "Uptime 1 d 2 h" })).ToBeVisibleAsync(new() { Timeout = Limits.Wait });
        await Expect(state.GetByRole(AriaRole.Row, new() { Name = "127.0.0.1 stream 41 s" })).ToBeVisibleAsync();
        await Expect(state.GetByRole(AriaRole.Row, new() { Name = "inside 0.2 s 3" })).ToBeVisibleAsync();
        await AssertAccessibleAsync(page, "device status");

        await page.GoBackAsync();
        await Expect(state).ToHaveCountAsync(0);
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task The_link_to_the_state_is_a_plain_one_on_a_board_that_has_the_page_only()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(new FakeChannel("inside", "Cel", _ => 21)));
        board.HasSecondDocument = false;
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(Value(page, "inside")).ToHaveTextAsync("21");
        await Button(page, "Save").ClickAsync();
        await Expect(page.Locator("#announcement")).ToHaveTextAsync("This device does not have that part of the page.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Device status" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Uri(board.Url, "/status").ToString());
        await Expect(page.Locator("body")).ToContainTextAsync("\"uptime\"");
        await page.CloseAsync();
    }

    private static ILocator Lamp(IPage page) => page.GetByRole(AriaRole.Switch, new() { Name = "demo-lamp" });

    private static ILocator LampValue(IPage page) => page.Locator("[data-channel='board:demo-lamp']");

    private static async Task AssertRefusedAsync(IPage page)
    {
        ILocator card = page.Locator("li", new() { Has = LampValue(page) });
        await Expect(card.GetByRole(AriaRole.Status))
            .ToHaveTextAsync("Refused: this needs the full access token", new() { Timeout = Limits.Wait });
        await Expect(Lamp(page)).ToHaveAttributeAsync("aria-checked", "false");
    }

    private static async Task AssertLiveAsync(IPage page)
    {
        await AssertStateAsync(page, "live", 2 * Limits.Wait);
        ILocator value = page.Locator("[data-channel='board:demo-wave']");
        await Expect(value).ToHaveTextAsync(new Regex(@"\d"), new() { Timeout = Limits.Wait });
        await Expect(value).Not.ToHaveTextAsync(await value.InnerTextAsync(), new() { Timeout = Limits.Wait });
    }

    /// <summary>Records addresses and lines of the console.</summary>
    private static List<string> Trace(IPage page)
    {
        List<string> traces = [];
        page.Request += (_, request) => traces.Add(request.Url);
        page.WebSocket += (_, socket) => traces.Add(socket.Url);
        page.Console += (_, message) => traces.Add("console: " + message.Text);
        return traces;
    }

    private static void AssertNotIn(string token, IEnumerable<string> texts)
    {
        string entry = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(token)).TrimEnd('=');
        foreach (string text in texts)
        {
            Assert.DoesNotContain(token, text);
            Assert.DoesNotContain(entry, text);
        }
    }
}
