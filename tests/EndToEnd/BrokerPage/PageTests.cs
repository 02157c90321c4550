using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sensorcast.Tests.BrowserTests;
using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>The page from a broker, with real boards, bridge, broker, web server and browser.</summary>
[TestClass]
public class PageTests : BrokerPageTest
{
    [TestMethod, Timeout(8 * Limits.Test)]
    public async Task Boards_are_shown_and_set_and_a_lost_board_bridge_and_broker_are_distinguished()
    {
        using var site = new Site(Config);
        using var boards = new Boards(site);
        IPage page = await NewPageAsync();
        List<string> addresses = [];
        page.Request += (_, request) => addresses.Add(request.Url);
        page.WebSocket += (_, socket) => addresses.Add(socket.Url);
        await page.GotoAsync(site.Url.ToString());

        // A wrong password, then the right one, which is kept for the tab and is in no address.
        await SignInAsync(page, "operator", "wrong");
        await Expect(page.Locator("#access-reason"))
            .ToContainTextAsync("The broker refused this user or password", new() { Timeout = WaitLimit });
        await page.GetByLabel("Password").FillAsync(Site.PasswordOf("operator"));
        await page.Keyboard.PressAsync("Enter");
        await AssertLiveAsync(page, "attic");
        await AssertLiveAsync(page, "shed");
        await page.ReloadAsync();
        await AssertLiveAsync(page, "attic");
        Assert.IsFalse(addresses.Any(static url => url.Contains("operator", StringComparison.Ordinal)), string.Join('\n', addresses));

        // Setting, with the board's answers.
        ILocator lamp = page.GetByRole(AriaRole.Switch, new() { Name = "demo-lamp" }).First;
        await lamp.ClickAsync();
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "true", new() { Timeout = WaitLimit });
        await Expect(lamp).Not.ToContainClassAsync("pending", new() { Timeout = WaitLimit });

        // The board, the bridge and the broker, each unreachable.
        boards.EndAttic();
        await Expect(State(page, "attic")).ToHaveTextAsync("the board is away", new() { Timeout = WaitLimit });
        await Expect(State(page, "shed")).ToHaveTextAsync("live");
        boards.StartAttic();
        await AssertLiveAsync(page, "attic");
        boards.EndBridge();
        await Expect(State(page, "attic")).ToHaveTextAsync("the bridge is away", new() { Timeout = 2 * WaitLimit });
        boards.StartBridge();
        await AssertLiveAsync(page, "attic");
        site.KillBroker();
        await Expect(State(page, "shed")).ToHaveTextAsync("the broker is away", new() { Timeout = WaitLimit });
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-state", "offline");
        site.StartBroker();
        await AssertLiveAsync(page, "shed");

        // One board alone, by its address, with the second document.
        await page.GotoAsync(new Uri(site.Url, "?boards=shed").ToString());
        await AssertLiveAsync(page, "shed");
        await Expect(page.Locator("#device")).ToHaveTextAsync("shed");
        Assert.AreEqual(0, await page.Locator("[data-channel^='attic/']").CountAsync());
        await page.Locator("link[rel=manifest]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        AssertNoErrors();
    }

    /// <summary>aedes speaks MQTT 3.1.1 only: it refuses the first attempt, and the page continues in that version.</summary>
    [TestMethod, Timeout(6 * Limits.Test)]
    public async Task A_broker_of_MQTT_3_1_1_is_used_in_its_version()
    {
        using var broker = new AedesBroker();
        using var site = new Site($$"""{"broker":"ws://127.0.0.1:{{broker.WebSocketPort}}"}""");
        using var shed = new LiveHost(0, "--name", "board");
        using var bridge =
            new CliProcess("bridge", "--broker", $"mqtt://127.0.0.1:{broker.Port}", "--commands", "--board", $"shed={shed.Url}");
        IPage page = await NewPageAsync();
        List<byte> versions = [];
        page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) =>
        {
            if (VersionOf(frame.Binary) is byte version)
            {
                versions.Add(version);
            }
        };
        await page.GotoAsync(site.Url.ToString());
        await AssertLiveAsync(page, "shed");

        // MQTT 3.1.1 and 5 section 3.1.2.2.
        CollectionAssert.AreEqual(new byte[] { 5, 4 }, versions);

        // It has no reason codes, but a setting is answered.
        ILocator lamp = page.GetByRole(AriaRole.Switch, new() { Name = "demo-lamp" });
        await lamp.ClickAsync();
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "true", new() { Timeout = WaitLimit });
        await Expect(lamp).Not.ToContainClassAsync("pending", new() { Timeout = WaitLimit });

        // The version that was found is kept when the broker comes back, with nothing of what it had retained.
        broker.Restart();
        await Expect(page.Locator("body")).ToHaveAttributeAsync("data-state", "offline", new() { Timeout = WaitLimit });
        await AssertLiveAsync(page, "shed");
        Assert.AreEqual(4, versions[^1]);
        AssertNoErrors();
    }

    [TestMethod, Timeout(6 * Limits.Test)]
    public async Task Firefox_signs_in_and_sets()
    {
        using var site = new Site(Config);
        using var shed = new LiveHost(0, "--name", "board");
        using CliProcess bridge = site.Bridge(("shed", shed.Url));
        await using Firefox firefox = await Firefox.StartAsync(4 * Limits.Test);
        await firefox.OpenAsync(site.Url);
        await firefox.WaitForAsync("document.getElementById('access').open");
        string password = JsonValue.Create(Site.PasswordOf("operator")).ToJsonString();
        await firefox.EvaluateAsync(
            $"document.getElementById('user').value = 'operator', document.getElementById('token').value = {password}");
        await firefox.ClickAsync("#access .primary");
        await firefox.WaitForAsync("document.querySelector('#boards [data-board=shed] .state')?.textContent === 'live'");
        const string Wave = "document.querySelector('[data-channel=\"shed/demo-wave\"]')?.textContent";
        string before = await firefox.EvaluateAsync(Wave);
        await firefox.WaitForAsync($"/\\d/.test({Wave}) && {Wave} !== '{before}'");

        const string Lamp = "[role=switch][aria-label$=demo-lamp]";
        await firefox.EvaluateAsync($"document.querySelector('{Lamp}').scrollIntoView({{ block: 'center' }})");
        await firefox.ClickAsync(Lamp);
        await firefox.WaitForAsync($"document.querySelector('{Lamp}')?.matches('[aria-checked=true]:not(.pending)')");
        Assert.AreEqual("", string.Join('\n', firefox.Errors));
    }

    [TestMethod, Timeout(6 * Limits.Test)]
    public async Task A_viewer_may_not_set_and_bad_messages_break_nothing()
    {
        using var site = new Site(Config);
        using var shed = new LiveHost(0, "--name", "board");
        using CliProcess bridge = site.Bridge(("shed", shed.Url));
        site.Publish("sensorcast/stranger/status", "online", isRetained: true);
        site.Publish("sensorcast/stranger/recent", "{not ours", isRetained: true);
        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());
        await SignInAsync(page, "viewer", Site.PasswordOf("viewer"));
        await AssertLiveAsync(page, "shed");
        await Expect(State(page, "stranger")).ToHaveTextAsync("its messages cannot be read", new() { Timeout = WaitLimit });

        await page.GetByRole(AriaRole.Switch, new() { Name = "demo-lamp" }).ClickAsync();
        await Expect(page.GetByText("Refused: the broker does not allow it")).ToBeVisibleAsync(new() { Timeout = WaitLimit });

        // Delivered twice, late, and by a gap: only the gap counts.
        site.Publish("sensorcast/other/status", "online", isRetained: true);
        site.Publish("sensorcast/other/recent", """[{"bn":"x:","bt":1782907200,"seq":5,"n":"a","u":"V","v":1}]""", isRetained: true);
        await AssertListedAsync(page, "other");
        await Expect(page.Locator("[data-channel='other/a']")).ToContainTextAsync("1", new() { Timeout = WaitLimit });
        int before = int.Parse(await page.Locator("[data-skipped]").InnerTextAsync(), null);
        int[] sequences = [6, 6, 4, 9, 8];
        site.PublishLines("sensorcast/other/packs", sequences.Select(static sequence =>
            $$"""[{"bn":"x:","bt":17829072{{sequence:00}},"seq":{{sequence}},"n":"a","v":{{sequence}}}]"""));

        await Expect(page.Locator("[data-channel='other/a']")).ToContainTextAsync("9", new() { Timeout = WaitLimit });
        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync($"{before + 2}");

        // Removed from the broker, as bridge --forget does.
        site.Publish("sensorcast/other/status", "", isRetained: true);
        await Expect(page.Locator("#boards [data-board='other']")).ToHaveCountAsync(0, new() { Timeout = WaitLimit });
        AssertNoErrors();
    }

    /// <summary>The protocol version of a CONNECT packet (MQTT 5 section 3.1), or nothing for other packets.</summary>
    private static byte? VersionOf(byte[]? packet) =>
        packet is [0x10, ..] && packet.AsSpan().IndexOf("MQTT"u8) is >= 0 and var name ? packet[name + 4] : null;
}
