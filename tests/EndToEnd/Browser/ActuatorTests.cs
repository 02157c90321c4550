using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Switches and sliders, and the token that they may need.</summary>
[TestClass]
public class ActuatorTests : PageTests
{
    private const string Token = "grüner Daumen";

    /// <summary>RFC 4648 section 5, without padding.</summary>
    private const string TokenEntry = "token.Z3LDvG5lciBEYXVtZW4";

    private static readonly string Actuators = Packs.First(
        new FakeChannel("lamp", null, _ => false) { IsActuator = true },
        new FakeChannel("door", null, _ => true),
        new FakeChannel("level", "%", _ => 42.5) { IsActuator = true });

    [TestMethod, Timeout(TestLimit)]
    public async Task A_switch_is_pending_until_the_board_has_done_it()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Actuators);
        TaskCompletionSource release = new();
        board.Answer = async pack =>
        {
            await release.Task;
            return FakeBoard.Done(pack);
        };
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(page.GetByRole(AriaRole.Switch)).ToHaveCountAsync(1);
        ILocator lamp = page.GetByRole(AriaRole.Switch, new() { Name = "lamp" });
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "false");

        await lamp.ClickAsync();
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "true");
        await Expect(lamp).ToContainClassAsync("pending");
        await Expect(Value(page, "lamp")).ToHaveTextAsync("Off");
        release.SetResult();
        await board.SendAsync(Packs.Live(1, 1, ("lamp", true)));
        await Expect(lamp).Not.ToContainClassAsync("pending");
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "true");
        await Expect(Value(page, "lamp")).ToHaveTextAsync("On");
        JsonNode pack = board.Received.Single()[0]!;
        Assert.AreEqual(("greenhouse:lamp", true), ((string)pack["n"]!, (bool)pack["vb"]!));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_choice_offers_the_texts_of_the_board_as_they_are()
    {
        string first = Packs.First(new FakeChannel("mode", null, _ => "eco")
        {
            Description = new() { ["set"] = true, ["options"] = new JsonArray("eco", "<b>comfort</b>", "off") },
        });
        await using FakeBoard board = await FakeBoard.StartAsync(first);
        IPage page = await OpenLiveAsync(board.Url);
        ILocator mode = page.GetByRole(AriaRole.Combobox, new() { Name = "mode" });
        await Expect(mode).ToHaveValueAsync("eco");
        await Expect(mode.Locator("option")).ToHaveTextAsync(["eco", "<b>comfort</b>", "off"]);

        await mode.SelectOptionAsync("<b>comfort</b>");
        await Until.TrueAsync(() => board.Received.Count == 1, "the board gets no command");
        await board.SendAsync(Packs.Live(1, 1, ("mode", "<b>comfort</b>")));
        await Expect(mode).Not.ToContainClassAsync("pending");
        await Expect(Value(page, "mode")).ToHaveTextAsync("<b>comfort</b>");
        Assert.AreEqual("<b>comfort</b>", (string)board.Received.Single()[0]!["vs"]!);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_button_that_needs_confirmation_is_pressed_twice()
    {
        string first = Packs.First(
            new FakeChannel("bell", null, _ => false) { Description = new() { ["set"] = true, ["button"] = true } },
            new FakeChannel("reset", null, _ => false) { Description = new() { ["set"] = true, ["button"] = true, ["confirm"] = true } });
        await using FakeBoard board = await FakeBoard.StartAsync(first);
        IPage page = await OpenLiveAsync(board.Url);

        await page.GetByRole(AriaRole.Button, new() { Name = "Press bell" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Press bell" })).Not.ToContainClassAsync("pending");
        Assert.HasCount(1, board.Received);

        await page.GetByRole(AriaRole.Button, new() { Name = "Press reset" }).ClickAsync();
        Assert.HasCount(1, board.Received);
        await page.GetByRole(AriaRole.Button, new() { Name = "reset: press again if you are sure" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Press reset" })).Not.ToContainClassAsync("pending");
        Assert.AreEqual("greenhouse:bell greenhouse:reset", string.Join(' ', board.Received.Select(pack => (string)pack[0]!["n"]!)));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_slow_actuator_is_pending_until_it_has_the_value()
    {
        string first = Packs.First(new FakeChannel("valve", "%", _ => 0) { IsActuator = true, Description = new() { ["takes"] = 600 } });
        await using FakeBoard board = await FakeBoard.StartAsync(first);
        IPage page = await OpenLiveAsync(board.Url);
        ILocator number = page.GetByRole(AriaRole.Spinbutton, new() { Name = "valve, as a number" });
        ILocator control = page.Locator(".slider");

        await number.FillAsync("50");
        await number.PressAsync("Enter");
        await board.SendAsync(Packs.Live(1, 1, ("valve", 20.0)));
        await Expect(Value(page, "valve")).ToHaveTextAsync("20");
        await Expect(control).ToContainClassAsync("pending");
        await board.SendAsync(Packs.Live(2, 2, ("valve", 50.0)));
        await Expect(control).Not.ToContainClassAsync("pending");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_text_that_is_too_long_is_not_sent()
    {
        string first = Packs.First(new FakeChannel("label", null, _ => "") { Description = new() { ["set"] = true, ["maxlen"] = 5 } });
        await using FakeBoard board = await FakeBoard.StartAsync(first);
        IPage page = await OpenLiveAsync(board.Url);
        ILocator label = page.GetByRole(AriaRole.Textbox, new() { Name = "label" });

        await label.FillAsync("schön");
        await label.PressAsync("Enter");
        Assert.IsEmpty(board.Received);
        await label.FillAsync("good");
        await label.PressAsync("Enter");
        await board.SendAsync(Packs.Live(1, 1, ("label", "good")));
        await Expect(Value(page, "label")).ToHaveTextAsync("good");
        Assert.AreEqual("good", (string)board.Received.Single()[0]!["vs"]!);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_slider_has_the_limits_of_its_actuator()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Actuators);
        board.Answer = async pack =>
        {
            await board.SendAsync(Packs.Live(1, board.Received.Count, ("level", (double)pack[0]!["v"]!)));
            return FakeBoard.Done(pack);
        };
        IPage page = await OpenLiveAsync(board.Url);
        ILocator slider = page.GetByRole(AriaRole.Slider, new() { Name = "level" });
        ILocator number = page.GetByRole(AriaRole.Spinbutton, new() { Name = "level, as a number" });
        foreach (ILocator input in new[] { slider, number })
        {
            await Expect(input).ToHaveAttributeAsync("min", "0");
            await Expect(input).ToHaveAttributeAsync("max", "100");
            await Expect(input).ToHaveAttributeAsync("step", "0.5");
            await Expect(input).ToHaveValueAsync("42.5");
        }

        await slider.PressAsync("ArrowRight");
        await Expect(Value(page, "level")).ToHaveTextAsync("43.0");
        await Expect(number).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^43(\.0)?$"));
        await number.FillAsync("70.5");
        await number.PressAsync("Enter");
        await Expect(Value(page, "level")).ToHaveTextAsync("70.5");
        await Expect(slider).ToHaveValueAsync("70.5");
        CollectionAssert.AreEqual(new[] { 43, 70.5 }, board.Received.Select(pack => (double)pack[0]!["v"]!).ToArray());
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    [DataRow("out-of-range", "Refused: out of range")]
    [DataRow("failed", "The device tried and failed")]
    public async Task A_refused_setting_is_reported_and_undone(string error, string words)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Actuators);
        board.Answer = pack => Task.FromResult<string?>(FakeBoard.Refused(pack, error));
        IPage page = await OpenLiveAsync(board.Url);

        ILocator lamp = page.GetByRole(AriaRole.Switch, new() { Name = "lamp" });
        await lamp.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = words })).ToBeVisibleAsync();
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "false");

        ILocator number = page.GetByRole(AriaRole.Spinbutton);
        await number.FillAsync("80");
        await number.PressAsync("Enter");
        await Expect(Row(page, "level").GetByRole(AriaRole.Status)).ToHaveTextAsync(words);
        await Expect(page.GetByRole(AriaRole.Slider)).ToHaveValueAsync("42.5");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_switch_that_needs_a_token_asks_for_it_and_is_switched_then()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Actuators);
        board.Answer = pack => Task.FromResult<string?>(
            board.Offered.Contains(TokenEntry) ? FakeBoard.Done(pack) : FakeBoard.Refused(pack, "not-allowed"));
        IPage page = await OpenLiveAsync(board.Url);
        ILocator lamp = page.GetByRole(AriaRole.Switch, new() { Name = "lamp" });

        await lamp.ClickAsync();
        await Button(page, "Cancel").ClickAsync();
        await Expect(Row(page, "lamp").GetByRole(AriaRole.Status)).ToHaveTextAsync("Refused: this needs the full access token");
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "false");

        await lamp.ClickAsync();
        await EnterTokenAsync(page, Token);
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.WaitForFunctionAsync("() => !document.querySelector('dialog[open]')");
        await Expect(Row(page, "lamp").GetByRole(AriaRole.Status)).ToHaveTextAsync("");
        await Until.TrueAsync(() => board.Received.Count == 3, "the board gets no command");
        CollectionAssert.AreEqual(new[] { "senml+cbor", TokenEntry }, board.Offered.ToArray());
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task A_board_that_wants_a_token_gets_it_once_a_session()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Actuators);
        board.Token = Token;
        IPage page = await NewPageAsync();
        await page.GotoAsync(board.Url.ToString());
        ILocator dialog = TokenDialog(page);
        await Expect(dialog)
            .ToContainTextAsync("This device shows its readings only with its token.", new() { Timeout = Limits.Wait });
        await AssertStateAsync(page, "locked", Limits.Wait);

        await Button(page, "Cancel").ClickAsync();
        await Button(page, "Enter token").ClickAsync();
        await EnterTokenAsync(page, "wrong");
        await Expect(dialog).ToContainTextAsync("That token was refused. Please try again.", new() { Timeout = Limits.Wait });
        await EnterTokenAsync(page, Token);
        await AssertStateAsync(page, "live", Limits.Wait);

        await page.ReloadAsync();
        await AssertStateAsync(page, "live", Limits.Wait);
        Assert.DoesNotContain(Token, page.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Device status" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Device status" })).ToContainTextAsync("Uptime");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task After_too_many_wrong_tokens_the_page_waits()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Actuators);
        board.RetryAfter = 2;
        IPage page = await NewPageAsync();
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "barred", Limits.Wait);
        await Expect(page.Locator(".connection"))
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"Too many wrong tokens, trying again\s*in [12] s"));
        board.RetryAfter = 0;
        await AssertStateAsync(page, "live", 2 * Limits.Wait);
        await page.CloseAsync();
    }
}
