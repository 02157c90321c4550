using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What the cards say: values of every kind, extremes, age.</summary>
[TestClass]
public class ValueTests : PageTests
{
    [TestMethod, Timeout(TestLimit)]
    public async Task Shows_every_kind_of_channel()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(
            new FakeChannel("inside", "Cel", time => 21 + (time / 10)) { History = 11 },
            new FakeChannel("load", "/", _ => 0.376),
            new FakeChannel("door", null, _ => false),
            new FakeChannel("notice", null, _ => "All is well"),
            new FakeChannel("wave", "m/s2", _ => -0.5)));
        IPage page = await OpenLiveAsync(board.Url);

        await Expect(Value(page, "inside")).ToHaveTextAsync("21.0");
        await Expect(Card(page, "inside").Locator(".unit")).ToHaveTextAsync("°C");
        await AssertExtentAsync(page, "inside", "20.0", "21.0");
        await Expect(Value(page, "load")).ToHaveTextAsync("37.6");
        await Expect(Card(page, "load").Locator(".unit")).ToHaveTextAsync("%");
        await Expect(Card(page, "wave").Locator(".unit")).ToHaveTextAsync("m/s²");
        await Expect(Value(page, "door")).ToHaveTextAsync("Off");
        await Expect(Value(page, "notice")).ToHaveTextAsync("All is well");
        await AssertDrawnAsync(page, "inside");
        await AssertDrawnAsync(page, "door");

        await board.SendAsync(Packs.Live(1, 1, ("door", true), ("notice", "Water the tomatoes"), ("inside", 25.25)));
        await Expect(Value(page, "door")).ToHaveTextAsync("On");
        await Expect(Row(page, "door").Locator(".note")).ToHaveTextAsync("since 23 Nov 2025, 06:00:01");
        await Expect(Value(page, "notice")).ToHaveTextAsync("Water the tomatoes");
        await Expect(Row(page, "notice").Locator(".note")).ToHaveTextAsync("since 23 Nov 2025, 06:00:01");
        await Expect(Value(page, "inside")).ToHaveTextAsync("25.25");
        await Expect(Value(page, "inside")).ToHaveAttributeAsync("value", "25.25");
        await AssertExtentAsync(page, "inside", "20.00", "25.25");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Takes_a_batch_of_a_fast_channel()
    {
        FakeChannel vibration = new("vibration", "m/s2", time => Math.Round(time, 3)) { UpdateTime = 0.001 };
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(vibration));
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(Value(page, "vibration")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("0"));

        // A first reading, and half a second of a thousand a second.
        await board.SendAsync(Packs.Binary(1, 0.5, [vibration], 500, 0.001));
        await Expect(Value(page, "vibration")).ToHaveTextAsync("0.500");
        await AssertExtentAsync(page, "vibration", "0.000", "0.500");
        Assert.HasCount(501, await SaveShownAsync(page));
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Marks_a_channel_that_falls_silent()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(
            new FakeChannel("quick", "Cel", _ => 20.5) { UpdateTime = 0.1 },
            new FakeChannel("slow", "V", _ => 3.3)));
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(Value(page, "quick")).ToHaveTextAsync("20.5");

        // Three update times and a second: 1.3 s.
        ILocator note = Card(page, "quick").Locator(".note");
        await Expect(note)
            .ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^stale, [1-9][\d.]* s ago$"), new() { Timeout = Limits.Wait });
        await Expect(Card(page, "slow").Locator(".note")).ToHaveTextAsync("");
        Assert.AreNotEqual(await ColourAsync(page, "slow"), await ColourAsync(page, "quick"), "it is not dimmed");

        await board.SendAsync(Packs.Live(1, 60, ("quick", 21)));
        await Expect(note).ToHaveTextAsync("");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Keeps_the_order_of_the_announcement()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(
            new FakeChannel("zebra", "V", _ => 1),
            new FakeChannel("apple", "Cel", _ => 1),
            new FakeChannel("mango", "Cel", _ => 2),
            new FakeChannel("berry", "%RH", _ => 1)));
        IPage page = await OpenLiveAsync(board.Url);

        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["zebra Voltage", "Temperature", "berry Humidity"]);
        await Expect(page.Locator(".head .now .name")).ToHaveTextAsync(["apple", "mango"]);
        await board.SendAsync(Packs.Live(1, 1, ("berry", 2), ("acorn", 7), ("zebra", 3)));
        await Expect(page.Locator(".card h2")).ToHaveTextAsync(["zebra Voltage", "Temperature", "berry Humidity", "acorn"]);
        await page.CloseAsync();
    }

    private static async Task<string[]> SaveShownAsync(IPage page)
    {
        await Button(page, "Save").ClickAsync();
        IDownload download = await page.RunAndWaitForDownloadAsync(() => Button(page, "Save CSV").ClickAsync());
        return [.. (await File.ReadAllLinesAsync(await download.PathAsync())).Skip(1)];
    }

    private static async Task<string> ColourAsync(IPage page, string channel)
    {
        // The colour fades in.
        await page.WaitForFunctionAsync("() => document.getAnimations().every(animation => !(animation instanceof CSSTransition))");
        return await Value(page, channel).EvaluateAsync<string>("value => getComputedStyle(value).color");
    }
}
