using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What the page shows of its connection, and how it recovers after a loss.</summary>
[TestClass]
public class ConnectionTests : PageTests
{
    private static readonly string Channels = Packs.First(new FakeChannel("inside", "Cel", time => 20 + (time / 10)) { History = 100 });

    [TestMethod, Timeout(TestLimit)]
    public async Task Shows_the_round_trip_and_the_skipped_packs()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(page.Locator("#detail")).ToHaveTextAsync(new Regex(@"^(\d\.\d|\d+) ms$"));

        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("0");
        await board.SendAsync(Packs.Live(7, 1, ("inside", 21)));
        await board.SendAsync(Packs.Live(10, 2, ("inside", 21)));
        await Expect(page.Locator("[data-skipped]")).ToHaveTextAsync("2");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Device status" })).ToHaveAttributeAsync("href", "status");
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Counts_down_and_reconnects_with_all_that_was_drawn()
    {
        FakeBoard first = await FakeBoard.StartAsync(Channels);
        IPage page = await OpenLiveAsync(first.Url);
        await Expect(Value(page, "inside")).ToHaveTextAsync("20.0");
        int port = first.Url.Port;
        await first.DisposeAsync();

        await AssertStateAsync(page, "offline", Limits.Wait);
        await Expect(page.Locator("#status")).ToHaveTextAsync("Offline, reconnecting", new() { Timeout = 4 * Limits.Wait });
        await Expect(page.Locator("#detail")).ToHaveTextAsync(new Regex(@"^in \d+ s$"));
        await Expect(Value(page, "inside")).ToHaveTextAsync("20.0");

        // After its return the board knows only its last three readings.
        await using FakeBoard second = await FakeBoard.StartAsync(
            Packs.First(new FakeChannel("inside", "Cel", _ => 25) { History = 3 }), port);
        await AssertStateAsync(page, "live", 3 * Limits.Wait);
        await second.SendAsync(Packs.Live(1, 1, ("inside", 26)));
        await Expect(Value(page, "inside")).ToHaveTextAsync("26.0");
        await AssertExtentAsync(page, "inside", "10.1", "26.0");
        await page.CloseAsync();
    }

    /// <summary>
    /// The fastest channel's sensor has no more readings, and the page is hidden, so that no round trip is shown: the page probes every few
    /// seconds, and stays connected. The browser's clock advances a second at a time, which leaves time for an answer.
    /// </summary>
    [TestMethod, Timeout(TestLimit)]
    public async Task Stays_with_a_silent_board()
    {
        await using FakeBoard board =
            await FakeBoard.StartAsync(Packs.First(new FakeChannel("inside", "Cel", _ => 20) { UpdateTime = 0.05 }));
        IPage page = await NewPageAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.EvaluateAsync("Object.defineProperty(document, 'hidden', { get: () => true })");
        for (int second = 0; second < 30; second++)
        {
            await page.Clock.FastForwardAsync(1000);
        }

        await AssertStateAsync(page, "live", Limits.Wait);
        Assert.IsGreaterThanOrEqualTo(3, board.Questions);
        Assert.AreEqual(1, board.Connections);
        await page.CloseAsync();
    }

    [TestMethod, Timeout(TestLimit)]
    public async Task Marks_channels_that_a_board_with_new_firmware_no_longer_has()
    {
        FakeChannel inside = new("inside", "Cel", time => 20 + (time / 10)) { History = 10 };
        FakeChannel level = new("level", "%", _ => 40) { IsActuator = true };
        FakeChannel outside = new("outside", "Cel", time => 10 + (time / 10)) { History = 10 };
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(inside, level, outside));
        IPage page = await OpenLiveAsync(board.Url);
        await Expect(page.Locator("input[type=range]")).ToHaveCountAsync(1);

        board.FirstPack = Packs.First(inside, level with { IsActuator = false });
        board.Drop();
        await Expect(page.Locator("input[type=range]")).ToHaveCountAsync(0, new() { Timeout = 2 * Limits.Wait });
        await Expect(Value(page, "outside")).ToHaveTextAsync("10.0");
        await Expect(page.GetByText(new Regex("^gone"))).ToHaveCountAsync(1);
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.CloseAsync();
    }
}
