using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>The descriptions of channels in the first pack, and how the board reports missed periods.</summary>
[TestClass]
public class DescriptionTests : PageTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>";

    private static readonly FakeChannel Living = new("t1", "Cel", time => 21 + (time / 100)) { History = 60 };
    private static readonly FakeChannel Cellar = new("t2", "Cel", _ => 12) { History = 60 };
    private static readonly FakeChannel Door = new("d1", null, _ => true);
    private static readonly FakeChannel Light = new("l1", "lx", time => 5000 + time) { History = 60 };

    private static readonly string Described = Packs.First(
        Living with
        {
            Description = new()
            {
                ["title"] = "Living room",
                ["group"] = "Ground floor",
                ["kind"] = "temperature",
                ["low"] = 10,
                ["high"] = 30,
                ["alarmhigh"] = 28,
            },
        },
        Cellar with { Description = new() { ["title"] = Hostile, ["group"] = "Ground floor" } },
        Door with { Description = new() { ["title"] = "Front door", ["kind"] = "door" } },
        Light with
        {
            Description = new() { ["title"] = "turned\u202e around", ["group"] = 5, ["kind"] = "illuminance", ["warnlow"] = "dark" },
        });

    /// <summary>Two groups may have channels of one name, so a card names its group where there is room for it.</summary>
    [TestMethod, Timeout(TestLimit)]
    public async Task The_group_is_beside_the_name_on_a_phone_too()
    {
        FakeChannel[] attic =
            [.. Enumerable.Range(1, 3).Select(static i => Living with { Name = $"a{i}", Description = Of("Attic", $"no {i}") })];
        FakeChannel shed = Light with { Description = Of("Behind the house, on the left", "light") };
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First([.. attic, shed]));
        IPage page = await OpenLiveAsync(board.Url, new() { ViewportSize = new() { Width = 390, Height = 844 } });
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["Temperature Attic, 3 channels", "light Behind the house, on the left"]);

        string[] cut = await page.Locator(".card h2 :is(.label, small)").EvaluateAllAsync<string[]>(
            "all => all.filter(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent)");
        Assert.AreEqual("Behind the house, on the left", string.Join(", ", cut), "A name stays whole.");
        Assert.IsGreaterThan(80, await page.Locator(".card h2 small").Last.EvaluateAsync<int>("small => small.clientWidth"));

        static JsonObject Of(string group, string title) => new() { ["title"] = title, ["group"] = group };
    }

    [TestMethod, Timeout(2 * TestLimit)]
    public async Task Titles_groups_kinds_and_levels_are_shown_and_end_with_their_description()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Described);
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["Temperature Ground floor", "On and off", "l1 Illuminance"]);
        await Expect(Card(page, "t1").Locator("ul.now .label")).ToHaveTextAsync(["Living room", Hostile]);
        await Expect(page.Locator("img")).ToHaveCountAsync(0);
        await Expect(Row(page, "d1").Locator(".label")).ToHaveTextAsync("Front door");
        await Expect(Value(page, "d1")).ToHaveTextAsync("Open");

        await page.WaitForFunctionAsync("() => sensorcast.start");
        await Expect(Card(page, "t1")).ToHaveAttributeAsync("data-severity", "0");
        await board.SendAsync(Packs.Live(1, 1, ("t1", 28.5)));
        await Expect(Card(page, "t1")).ToHaveAttributeAsync("data-severity", "2");
        await Expect(Card(page, "t1").Locator(".badge")).ToContainTextAsync("Living room above 28 °C");
        await AssertAccessibleAsync(page, "described");

        // A level of the visitor's own stays until all are as announced again.
        await SetLevelAsync(page, "Ground floor · Temperature", "Living room: Alarm above", "29");
        await Expect(Card(page, "t1")).ToHaveAttributeAsync("data-severity", "0");
        await SetLevelAsync(page, "Ground floor · Temperature", "Living room: Alarm above", "28");
        await Expect(Card(page, "t1")).ToHaveAttributeAsync("data-severity", "2");
        Assert.AreEqual("{}", await page.EvaluateAsync<string>("JSON.stringify(JSON.parse(localStorage.sensorcast).levels)"));

        // With new firmware the channel has no description any more.
        board.FirstPack = Packs.First(Living, Cellar, Door, Light);
        board.Drop();
        await Expect(page.Locator(".card h2"))
            .ToHaveTextAsync(["Temperature", "On and off", "l1 Light"], new() { Timeout = 2 * Limits.Wait });
        await Expect(Card(page, "t1").Locator("ul.now .label")).ToHaveTextAsync(["t1", "t2"]);
        await Expect(Value(page, "d1")).ToHaveTextAsync("On");
        await board.SendAsync(Packs.Live(2, 2, ("t1", 29.5)));
        await Expect(Value(page, "t1")).ToHaveTextAsync("29.50");
        await Expect(Card(page, "t1")).ToHaveAttributeAsync("data-severity", "0");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Missed_periods_and_failed_reads_are_in_the_state_of_the_device()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Described);
        board.Status = new JsonObject
        {
            ["uptime"] = 90_000_000,
            ["slots"] = new JsonArray(null, null),
            ["channels"] = new JsonArray(
                new JsonObject { ["name"] = "t1", ["age"] = 20, ["stale"] = false, ["missed"] = 3, ["errors"] = 0, ["overruns"] = 1234 }),
        }.ToJsonString();
        IPage page = await OpenLiveAsync(board.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Device status" }).ClickAsync();
        ILocator channels = page.GetByRole(AriaRole.Group, new() { Name = "Channels" });
        await Expect(channels.Locator("thead th")).ToHaveTextAsync(["Name", "Age", "Stale", "Missed", "Errors", "Overruns"]);
        await Expect(channels.Locator("tbody tr")).ToHaveTextAsync(["t10.0 sno301,234"]);
        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(Value(page, "t1")).ToBeVisibleAsync();
        await page.CloseAsync();
    }

    private static async Task SetLevelAsync(IPage page, string card, string level, string value)
    {
        await Button(page, $"{card}: options").ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Levels…" }).ClickAsync();
        await page.GetByLabel(level).FillAsync(value);
        await Button(page, "Set").ClickAsync();
    }
}
