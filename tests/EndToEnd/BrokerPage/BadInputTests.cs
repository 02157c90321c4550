using Microsoft.Playwright;
using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>
/// A broker that refuses, and messages that are not valid: each is a sentence on the page, and none breaks it.
/// </summary>
[TestClass]
public class BadInputTests : BrokerPageTest
{
    private const int LongTest = 6 * Limits.Test;

    [TestMethod, Timeout(LongTest)]
    public async Task A_user_without_the_right_to_read_sees_the_possible_reason()
    {
        using var site = new Site(Config);
        using var shed = new LiveHost(0, "--name", "board");
        using CliProcess bridge = site.Bridge(("shed", shed.Url));
        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());
        await SignInAsync(page, "stranger", Site.PasswordOf("stranger"));

        await AssertNoticeAsync(page, "The broker has brought no board.");
        await Expect(page.Locator("#notice")).ToContainTextAsync("this user may not read sensorcast/");
        AssertNoErrors();
    }

    /// <summary>Reason codes of MQTT 5 section 2.4.</summary>
    [TestMethod, Timeout(LongTest)]
    [DataRow(0x97, 0, 1, "The broker refused the connection: Quota exceeded.")]
    [DataRow(0x85, 0, 1, "The broker refused the connection: Client Identifier not valid.")]
    [DataRow(0x8A, 0, 1, "The broker refused the connection: Banned.")]
    [DataRow(0, 0x97, 1, "The broker ended the connection: Quota exceeded.")]
    [DataRow(0, 0x8E, 1, "The broker ended the connection: Session taken over.")]
    [DataRow(0, 0x98, 1, "The broker ended the connection: Administrative action.")]
    [DataRow(0, 0, 0x87, "The broker does not let this user read sensorcast/")]
    public async Task A_refusal_and_its_reason_are_shown(int refusal, int reason, int granted, string sentence)
    {
        using var broker = new ScriptedBroker([], _ => reason == 0, (byte)refusal, (byte)reason, (byte)granted);
        using var gate = new WebSocketGate(broker.Port);
        using var site = new PageServer($$"""{"broker":"ws://127.0.0.1:{{gate.Port}}/","boards":["attic"]}""", gate.Port);
        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());

        await AssertNoticeAsync(page, sentence);
        AssertNoErrors();
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_broker_that_accepts_QoS_0_only_gets_no_request_for_more()
    {
        using var broker = new Broker("max_qos 0");
        using var gate = new WebSocketGate(broker.Port);
        using var site = new PageServer($$"""{"broker":"ws://127.0.0.1:{{gate.Port}}/"}""", gate.Port);
        using var shed = new LiveHost(0, "--name", "board");
        using var bridge = new CliProcess(
            "bridge", "--board", $"shed={shed.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}", "--commands");
        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());
        await AssertLiveAsync(page, "shed");

        ILocator lamp = page.GetByRole(AriaRole.Switch, new() { Name = "demo-lamp" });
        await lamp.ClickAsync();
        await Expect(lamp).ToHaveAttributeAsync("aria-checked", "true", new() { Timeout = WaitLimit });
        await Expect(lamp).Not.ToContainClassAsync("pending", new() { Timeout = WaitLimit });
        Assert.AreEqual(1, gate.Connections);
        AssertNoErrors();
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Connections_that_are_cut_in_the_middle_of_a_pack_are_opened_again()
    {
        using var broker = new Broker();
        using var gate = new WebSocketGate(broker.Port, cutAfter: 60_013);
        using var site = new PageServer($$"""{"broker":"ws://127.0.0.1:{{gate.Port}}/"}""", gate.Port);
        using var shed = new LiveHost(0, "--name", "board");
        using var bridge = new CliProcess("bridge", "--board", $"shed={shed.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}");
        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());

        await Until.TrueAsync(() => gate.Connections >= 3, "It is not cut.");
        await AssertLiveAsync(page, "shed");
        AssertNoErrors();
    }

    [TestMethod, Timeout(LongTest)]
    public async Task Another_program_on_our_topics_breaks_nothing()
    {
        using var site = new Site(Config);
        using var shed = new LiveHost(0, "--name", "board");
        string[] junk = ["", "{not json", """{"temperature":21}""", """[{"n":1}]""", "17", $"[{new string('x', 100_000)}"];
        string[] topics = ["status", "board", "bridge", "recent", "history", "packs", "result/demo-lamp", "what/else"];
        foreach (string topic in topics)
        {
            site.Publish($"sensorcast/stranger/{topic}", junk[^1], isRetained: true);
            site.Publish($"sensorcast/shed/{topic}", junk[^1], isRetained: true);
        }

        using CliProcess bridge = site.Bridge(("shed", shed.Url));
        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());
        await SignInAsync(page, "viewer", Site.PasswordOf("viewer"));
        await AssertLiveAsync(page, "shed", "live, but some messages on its topics cannot be read");
        await AssertListedAsync(page, "stranger");

        // A moment later nothing of it is left.
        await AssertLiveAsync(page, "shed");
        int skipped = int.Parse(await page.Locator("[data-skipped]").InnerTextAsync(), null);
        int cards = await page.Locator("[data-channel]").CountAsync();
        foreach (string topic in topics[1..])
        {
            foreach (string payload in junk)
            {
                site.Publish($"sensorcast/shed/{topic}", payload, isRetained: false);
            }
        }

        await AssertLiveAsync(page, "shed", "live, but some messages on its topics cannot be read");
        await AssertLiveAsync(page, "shed");
        Assert.AreEqual(skipped, int.Parse(await page.Locator("[data-skipped]").InnerTextAsync(), null));
        Assert.AreEqual(cards, await page.Locator("[data-channel]").CountAsync());
        AssertNoErrors();
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_description_that_does_not_fit_the_packs_is_requested_again()
    {
        using var site = new Site(Config);
        site.Publish("sensorcast/other/status", "online", isRetained: true);

        // From before the board got new firmware: another unit, a channel that is gone, higher numbers.
        site.Publish("sensorcast/other/recent", Pack(5000, """{"n":"a","u":"Cel","v":20},{"n":"old","v":1}"""), isRetained: true);
        IPage page = await NewPageAsync();
        await page.GotoAsync(site.Url.ToString());
        await SignInAsync(page, "viewer", Site.PasswordOf("viewer"));
        await Expect(page.Locator("[data-channel='other/old']")).ToContainTextAsync("1", new() { Timeout = WaitLimit });

        // All seem late by their numbers. The next description, which the page requests, says why.
        for (int i = 1; i <= 3; i++)
        {
            site.Publish("sensorcast/other/packs", Pack(i, $$"""{"n":"a","v":{{300 + i}}},{"n":"new","v":{{i}}}"""), isRetained: false);
        }

        await Expect(page.Locator("[data-channel='other/a']")).ToContainTextAsync("20");
        await Task.Delay(6000);
        site.Publish("sensorcast/other/recent", Pack(3, """{"n":"a","u":"K","v":303},{"n":"new","u":"V","v":3}"""), isRetained: true);

        // Its packs go on: while one is late, the page requests the description.
        ILocator described = page.Locator("[data-channel='other/new']");
        for (; await described.CountAsync() == 0; await Task.Delay(1000))
        {
            site.Publish("sensorcast/other/packs", Pack(3, """{"n":"a","v":303},{"n":"new","v":3}"""), isRetained: false);
        }

        await Expect(described).ToContainTextAsync("3", new() { Timeout = WaitLimit });
        await Expect(page.Locator("[data-channel='other/a']")).ToContainTextAsync("303");
        site.Publish("sensorcast/other/packs", Pack(4, """{"n":"a","v":304},{"n":"more","vs":"text"}"""), isRetained: false);
        await Expect(page.Locator("[data-channel='other/a']")).ToContainTextAsync("304", new() { Timeout = WaitLimit });

        // A channel without a description is shown as it is, and so is one that has become a text.
        await Expect(page.Locator("[data-channel='other/more']")).ToContainTextAsync("text", new() { Timeout = WaitLimit });
        site.Publish("sensorcast/other/packs", Pack(5, """{"n":"a","vs":"broken"}"""), isRetained: false);
        await Expect(page.Locator("[data-channel='other/a']")).ToContainTextAsync("broken", new() { Timeout = WaitLimit });
        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("0");
        AssertNoErrors();
    }

    [TestMethod, Timeout(LongTest)]
    public async Task A_bridge_that_describes_nothing_is_shown_all_the_same()
    {
        using var site = new Site(Config);
        site.Publish("sensorcast/other/status", "online", isRetained: true);
        IPage page = await NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync(site.Url.ToString());
        await SignInAsync(page, "viewer", Site.PasswordOf("viewer"));
        await AssertListedAsync(page, "other");

        // The page waits for a description, which it requests several times, and loses no pack meanwhile.
        site.PublishLines(
            "sensorcast/other/packs",
            Enumerable.Range(1, 3).Select(static i => Pack(i, $$"""{"n":"a","u":"Cel","v":{{20 + i}}}""", age: 3 - i)));
        ILocator value = page.Locator("[data-channel='other/a']");
        for (; await value.CountAsync() == 0; await Task.Delay(100))
        {
            await page.Clock.FastForwardAsync(5000);
        }

        await Expect(value).ToContainTextAsync("23", new() { Timeout = WaitLimit });
        await Expect(page.Locator("[data-measure='count']").First).ToHaveTextAsync("3", new() { Timeout = WaitLimit });
        site.Publish("sensorcast/other/packs", Pack(5, """{"n":"a","v":24}"""), isRetained: false);
        await Expect(value).ToContainTextAsync("24", new() { Timeout = WaitLimit });
        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("1");
        AssertNoErrors();
    }

    private static string Pack(int sequence, string records, int age = 0) =>
        $$"""[{"bn":"x:","bt":{{DateTimeOffset.UtcNow.ToUnixTimeSeconds() - age}},"seq":{{sequence}},{{records[1..]}}]""";

    private static Task AssertNoticeAsync(IPage page, string text) =>
        Expect(page.Locator("#notice")).ToContainTextAsync(text, new() { Timeout = 2 * WaitLimit });
}
