using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using Sensorcast.Client;
using Sensorcast.LoadTest.Scale;
using Sensorcast.Tests.BrowserTests;
using Sensorcast.Tests.CliTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static Microsoft.Playwright.Assertions;

namespace Sensorcast.Tests.BrokerPageTests;

/// <summary>Many viewers of many boards while a node of the broker's cluster is killed.</summary>
[TestClass, DoNotParallelize]
public class ClusterTests
{
    private const int Boards = 20;
    private const int Viewers = 200;
    private const int PacksPerSecond = 2;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<long>> _published = new();

    public TestContext TestContext { get; set; } = null!;

    [TestMethod, Timeout(12 * Limits.Test)]
    public async Task All_viewers_are_back_and_the_packs_that_each_missed_are_counted()
    {
        using var cluster = new RabbitCluster();
        SimulatedBoard[] boards = [.. Enumerable.Range(1, Boards).Select(static i => new SimulatedBoard($"board-{i}", PacksPerSecond))];
        SensorcastClient[] witnesses = [.. boards.Select(Witness)];
        Subscriber[] viewers = [.. Enumerable.Range(0, Viewers).Select(i => new Subscriber($"sensorcast/{boards[i % Boards].Name}/packs"))];
        try
        {
            string names = string.Join(',', boards.Select(static board => $"\"{board.Name}\""));
            using var site = new PageServer($$"""{"broker":"mqtt","boards":[{{names}}]}""", cluster.WebSocketPort);
            using var bridge = new CliProcess(
            [
                "bridge", "--broker", $"mqtt://127.0.0.1:{cluster.Port}", "--encoding", "cbor",
                .. boards.SelectMany(static board => new[] { "--board", $"{board.Name}={board.Address}" }),
            ]);
            var webSocket = new Uri($"ws://127.0.0.1:{cluster.WebSocketPort}/mqtt");
            await Task.WhenAll(viewers.Select(viewer => viewer.ConnectAsync(webSocket, CancellationToken.None)));
            await using Chromium chromium = await Chromium.StartEngineAsync();
            IPage page = await chromium.NewPageAsync(new() { IgnoreHTTPSErrors = true });
            await page.GotoAsync(site.Url.ToString());
            await AssertAllLiveAsync(page);

            Array.ForEach(viewers, static viewer => viewer.Begin());
            await Until.TrueAsync(() => viewers.All(static viewer => viewer.Packs > 2), "Not all viewers have packs.");
            await AssertHavePassedAsync(page, viewers, boards);
            long start = Stopwatch.GetTimestamp();
            cluster.Kill(0);
            await Until.TrueAsync(() => viewers.Any(static viewer => viewer.Losses > 0), "No viewer was on the node.");
            await Until.TrueAsync(() => viewers.All(static viewer => viewer.IsSubscribed), "Not all viewers are back.");
            TimeSpan untilSubscribed = Stopwatch.GetElapsedTime(start);
            await AssertHavePassedAsync(page, viewers, boards);
            TimeSpan untilAllPass = Stopwatch.GetElapsedTime(start);
            await AssertAllLiveAsync(page);
            TestContext.WriteLine(
                $"{viewers.Count(static viewer => viewer.Losses > 0)} viewers lost their node. All were back after "
                    + $"{untilSubscribed.TotalSeconds:0.0} s, and all had packs, the page too, after {untilAllPass.TotalSeconds:0.0} s.");

            Array.ForEach(viewers, static viewer => viewer.End());
            for (int i = 0; i < Viewers; i++)
            {
                Subscriber viewer = viewers[i];
                int published =
                    _published[boards[i % Boards].Name].Count(number => number >= viewer.FirstSequence && number <= viewer.LastSequence);
                Assert.AreEqual(
                    published, viewer.Packs + viewer.Missing, "What came, and what is counted as missing, is all that the board sent.");
            }
        }
        finally
        {
            Array.ForEach(viewers, static viewer => viewer.Dispose());
            await Task.WhenAll(witnesses.Select(static witness => witness.DisposeAsync().AsTask()));
            Array.ForEach(boards, static board => board.Dispose());
        }
    }

    private static Task AssertAllLiveAsync(IPage page) =>
        Expect(page.Locator("#boards .state").Filter(new() { HasTextRegex = new("^live$") }))
            .ToHaveCountAsync(Boards, new() { Timeout = 4 * Limits.Wait });

    /// <summary>Every viewer gets a pack that its board sends from now on, and the page shows another value of each board.</summary>
    private async Task AssertHavePassedAsync(IPage page, Subscriber[] viewers, SimulatedBoard[] boards)
    {
        long[] newest = [.. boards.Select(board => _published[board.Name].Max())];
        string[] before = [];
        await Until.TrueAsync(async () => (before = await ValuesAsync(page)).Length == Boards, "Not all boards have values.");
        await Until.TrueAsync(
            () => Enumerable.Range(0, Viewers).All(i => viewers[i].LastSequence > newest[i % Boards]), "Not all viewers get packs.");

        // A value may be the same as before, so they do not all differ at the same moment.
        var changed = new HashSet<int>();
        await Until.TrueAsync(
            async () =>
            {
                string[] values = await ValuesAsync(page);
                changed.UnionWith(Enumerable.Range(0, values.Length).Where(i => values[i] != before[i]));
                return changed.Count == Boards;
            },
            () => $"Only the values at {string.Join(", ", changed)} of the page change.");
    }

    /// <summary>The first channel of each board as the page shows it.</summary>
    private static async Task<string[]> ValuesAsync(IPage page) =>
        [.. await page.Locator("[data-channel$='/sensor-1']").AllInnerTextsAsync()];

    private SensorcastClient Witness(SimulatedBoard board)
    {
        var witness = new SensorcastClient(board.Address);
        ConcurrentQueue<long> numbers = _published.GetOrAdd(board.Name, static _ => new());
        _ = WatchAsync();
        return witness;

        async Task WatchAsync()
        {
            await foreach (StreamEvent one in witness.ReadEventsAsync())
            {
                if (one is Pack { Sequence: long number })
                {
                    numbers.Enqueue(number);
                }
            }
        }
    }
}
