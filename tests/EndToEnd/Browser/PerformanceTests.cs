using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;
using static System.FormattableString;
using static Microsoft.Playwright.Assertions;
using static Sensorcast.Tests.BrowserTests.PageMetrics;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>
/// The demo, and a thousand readings a second over 32 channels: how often charts are drawn, the time for that, and the memory of an hour.
/// </summary>
[TestClass, TestCategory(DocsPage.Category), DoNotParallelize]
public class PerformanceTests : PageTests
{
    private const double Rate = 31.25;
    private const int Window = 120;
    private const int ReadingsAMinute = (int)(60 * Rate);

    /// <summary>Counts the drawings of each canvas, each of which begins with an empty one.</summary>
    private const string CountDrawings =
        """
        const clear = CanvasRenderingContext2D.prototype.clearRect;
        window.drawings = new Map();
        CanvasRenderingContext2D.prototype.clearRect = function (...area) {
            drawings.set(this.canvas, (drawings.get(this.canvas) ?? 0) + 1);
            clear.apply(this, area);
        };
        """;

    private static readonly string[] Units = ["Cel", "V", "m/s2", "lx", "A", "Pa", "W", "Hz"];

    private static readonly FakeChannel[] Channels =
    [
        .. Enumerable.Range(0, 32)
            .Select(i => new FakeChannel($"sensor-{i + 1}", Units[i % Units.Length], time => (10 * i) + (5 * Math.Sin(time * (1 + i))))
        {
            UpdateTime = 1 / Rate,
        }),
    ];

    private int _sequence;

    /// <summary>
    /// The demo, once its window is full: no chart is drawn more often than it moves by a pixel. The time on the main thread is
    /// reported only. While figures are taken, the test waits for a full window.
    /// </summary>
    [TestMethod, Timeout((4 * TestLimit) + (Window * 1000))]
    public async Task The_demo_is_drawn_by_pixels()
    {
        int seconds = DocsPage.IsWritten ? 20 : 4;
        using var host = new LiveHost();
        IPage page = await NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await page.AddInitScriptAsync(CountDrawings);
        await page.GotoAsync(host.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await page.WaitForFunctionAsync("() => drawings.size >= 4");
        await Task.Delay(DocsPage.IsWritten ? Window * 1000 : 2000);
        PageMetrics metrics = await PageMetrics.OfAsync(page);
        await page.EvaluateAsync("() => drawings.clear()");
        Dictionary<string, double> before = await metrics.ReadAsync();
        double start = await page.EvaluateAsync<double>("() => performance.now()");
        await Task.Delay(seconds * 1000);
        Dictionary<string, double> after = await metrics.ReadAsync();

        // A window that is not yet full shows less time, at least a twentieth of it.
        double[] counts =
            await page.EvaluateAsync<double[]>("() => [...drawings].map(([canvas, count]) => count / (canvas.width / devicePixelRatio))");
        double passed = (await page.EvaluateAsync<double>("() => performance.now()") - start) / 1000;
        double shown = DocsPage.IsWritten ? Window : Window / 20.0;
        double share = (after["TaskDuration"] - before["TaskDuration"]) / seconds;
        await ReportAsync(
            "demo", [Invariant($"the demo, {seconds} s: {100 * share:F1}% of the main thread, {Summary(before, after, seconds)}")]);
        DocsPage.Write("the demo, window of 2 min, 1280 x 800 pixels: main thread", Invariant($"{100 * share:F0}% busy"));
        Assert.IsGreaterThanOrEqualTo(4, counts.Length);
        Assert.IsLessThan(1.5 * passed / shown, counts.Max());
        await page.CloseAsync();
    }

    /// <summary>
    /// The time to the first chart is reported only. The test requires that it takes no more than the page and the WebSocket.
    /// While figures are taken, the browser has shown a page before, as it has in use, and the figure is the median of five visitors.
    /// </summary>
    [TestMethod, Timeout(4 * TestLimit)]
    [DataRow("first chart, from the same machine", 0, 0)]
    [DataRow("first chart, at 2 Mbit/s and 50 ms", 2_000_000, 50)]
    public async Task The_first_chart_takes_the_page_alone(string figure, int bitsPerSecond, int latency)
    {
        using var host = new LiveHost();
        if (DocsPage.IsWritten)
        {
            await VisitAsync(host.Url, bitsPerSecond, latency);
        }

        double[] times = new double[DocsPage.IsWritten ? 5 : 1];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = await VisitAsync(host.Url, bitsPerSecond, latency);
        }

        double time = Quantile(times, 0.5);
        await ReportAsync(bitsPerSecond > 0 ? "first-chart-throttled" : "first-chart", [Invariant($"{figure}: {time:F0} ms")]);
        DocsPage.Write(figure, Invariant($"{time / 1000:F1} s"));
    }

    /// <summary>
    /// Reports the figures. They depend on the machine, so the test only requires that there are frames, and that our work is in them.
    /// </summary>
    [TestMethod, Timeout(2 * TestLimit)]
    public async Task Frames_stay_smooth()
    {
        int seconds = DocsPage.IsWritten ? 10 : 3;
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 1000 } });
        await page.AddInitScriptAsync(
            """
            const request = requestAnimationFrame;
            window.work = [];
            window.ticks = [];
            window.requestAnimationFrame = callback => request(time => {
                const start = performance.now();
                callback(time);
                // uPlot draws in a microtask of its own, before this one.
                queueMicrotask(() => work.push(performance.now() - start));
            });
            (function tick(time) { ticks.push(time); request(tick); })(0);
            """);
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        // The window of two minutes is full from the start.
        await board.SendAsync(Packs.Binary(++_sequence, 120, Channels, 2 * ReadingsAMinute, 1 / Rate));
        await AssertDrawnAsync(page, "sensor-32");
        // Without the work that the page does once, right after it was opened.
        await Task.Delay(DocsPage.IsWritten ? 5000 : 0);
        PageMetrics metrics = await PageMetrics.OfAsync(page);
        await page.EvaluateAsync("() => { work.length = ticks.length = 0; }");
        Dictionary<string, double> before = await metrics.ReadAsync();

        int packs = await StreamAsync(board, seconds);

        Dictionary<string, double> after = await metrics.ReadAsync();
        double[] work = await NumbersAsync(page, "work");
        double[] intervals = [.. (await NumbersAsync(page, "ticks")) is var ticks ? ticks.Zip(ticks.Skip(1), (a, b) => b - a) : []];
        double share = (after["TaskDuration"] - before["TaskDuration"]) / seconds;
        double framesPerSecond = (intervals.Length + 1) / (double)seconds;
        await ReportAsync("frames",
        [
            $"{packs * Channels.Length / seconds} readings a second over {Channels.Length} channels in {Units.Length} charts, {seconds} s, "
                + "1280 x 1000 pixels, window of 2 min",
            Invariant($"frames a second: {framesPerSecond:F1}; interval in ms: {Quantiles(intervals)}"),
            $"our work a frame in ms: {Quantiles(work)}",
            Summary(before, after, seconds),
        ]);
        (double median, double max) = (Quantile(intervals, 0.5), Quantile(intervals, 0.99));
        DocsPage.Write(
            "frames a second", Invariant($"{framesPerSecond:F1}; from frame to frame {median:F1} ms in the median, {max:F1} ms in 99%"));
        DocsPage.Write("script a frame", Invariant($"{Quantile(work, 0.5):F1} ms in the median, {Quantile(work, 0.99):F1} ms in 99%"));
        DocsPage.Write("main thread, drawing included", Invariant($"{100 * share:F0}% busy"));
        Assert.IsGreaterThan(0, intervals.Length);
        Assert.IsGreaterThan(0, work.Length);
        await page.CloseAsync();
    }

    /// <summary>A chart with a full window is drawn when it has moved by a pixel, however many readings come.</summary>
    [TestMethod, Timeout(2 * TestLimit)]
    public async Task A_chart_is_drawn_when_it_has_moved_by_a_pixel()
    {
        const int Seconds = 5;
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(Channels));
        IPage page = await NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 1000 } });
        await page.AddInitScriptAsync(CountDrawings);
        await page.GotoAsync(board.Url.ToString());
        await AssertStateAsync(page, "live", Limits.Wait);
        await board.SendAsync(Packs.Binary(++_sequence, Window, Channels, 2 * ReadingsAMinute, 1 / Rate));
        await AssertDrawnAsync(page, "sensor-32");
        await page.EvaluateAsync("() => drawings.clear()");
        await StreamAsync(board, Seconds);
        double[] drawings = await page.EvaluateAsync<double[]>(
            $"() => [...drawings].map(([canvas, count]) => count / (canvas.width / devicePixelRatio * {Seconds} / {Window}))");
        Assert.HasCount(Units.Length, drawings);
        // About one for each pixel; each frame would be twelve. A busy machine streams for longer than that.
        Assert.IsLessThan(4, drawings.Max());
        await page.CloseAsync();
    }

    /// <summary>
    /// An hour's readings, as fast as the page accepts them: the heap does not grow, and the arrays have a limit for each channel.
    /// Where no figures are taken, a channel for each chart is enough to show that.
    /// </summary>
    [TestMethod, Timeout(4 * TestLimit)]
    public async Task Memory_stays_flat_over_an_hour()
    {
        const int Pieces = 12;
        FakeChannel[] channels = DocsPage.IsWritten ? Channels : Channels[..Units.Length];
        await using FakeBoard board = await FakeBoard.StartAsync(Packs.First(channels));
        IPage page = await OpenLiveAsync(board.Url);
        await page.GetByText("1 h", new() { Exact = true }).ClickAsync();
        PageMetrics metrics = await PageMetrics.OfAsync(page);
        Dictionary<int, (double Heap, double Arrays)> used = [];
        for (int minute = 1; minute <= 60; minute++)
        {
            for (int piece = 1; piece <= Pieces; piece++)
            {
                double time = (60 * (minute - 1)) + (60.0 * piece / Pieces);
                await board.SendAsync(Packs.Binary(++_sequence, time, channels, ReadingsAMinute / Pieces, 1 / Rate));
            }

            if (minute is 1 or 20 or 60)
            {
                await Expect(Value(page, "sensor-1")).ToHaveAttributeAsync(
                    "value", Math.Round((double)channels[0].Value(60 * minute), 3).ToString(CultureInfo.InvariantCulture),
                    new() { Timeout = 4 * Limits.Wait });
                used[minute] = await metrics.ReadMemoryAsync();
            }
        }

        await ReportAsync("memory",
        [
            $"{60 * channels.Length * ReadingsAMinute:N0} readings of {channels.Length} channels, an hour of them, window of 1 h",
            .. used.Select(pair => Invariant($"minute {pair.Key}: heap {pair.Value.Heap / 1e6:F1} MB, arrays {pair.Value.Arrays / 1e6:F1} MB")),
        ]);
        foreach (int minute in new[] { 20, 60 })
        {
            DocsPage.Write(
                $"memory after {minute} minutes, {minute * Channels.Length * ReadingsAMinute:N0} readings",
                Invariant($"{used[minute].Heap / 1e6:F1} MB of heap and {used[minute].Arrays / 1e6:F1} MB of arrays"));
        }

        Assert.IsLessThan(1.3 * used[20].Heap, used[60].Heap);
        Assert.IsLessThan(channels.Length * 1_048_576, used[60].Arrays);
        await page.CloseAsync();
    }

    /// <summary>Opens the page with nothing in the cache.</summary>
    /// <returns>The milliseconds until the first chart is drawn.</returns>
    private async Task<double> VisitAsync(Uri url, int bitsPerSecond, int latency)
    {
        IPage page = await NewPageAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await page.AddInitScriptAsync(
            """
            const clear = CanvasRenderingContext2D.prototype.clearRect;
            CanvasRenderingContext2D.prototype.clearRect = function (...area) {
                window.first ??= { time: performance.now(), requests: performance.getEntriesByType('resource').map(({ name }) => name) };
                clear.apply(this, area);
            };
            """);
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        if (bitsPerSecond > 0)
        {
            await session.SendAsync("Network.enable");
            await session.SendAsync("Network.emulateNetworkConditions", new()
            {
                ["offline"] = false,
                ["latency"] = latency,
                ["downloadThroughput"] = bitsPerSecond / 8,
                ["uploadThroughput"] = bitsPerSecond / 8,
            });
        }

        await page.GotoAsync(url.ToString());
        await page.WaitForFunctionAsync("() => window.first", null, new() { Timeout = Limits.Wait });
        double time = await page.EvaluateAsync<double>("() => first.time");
        string[] requests = await page.EvaluateAsync<string[]>("() => first.requests");
        Assert.IsEmpty(requests.Where(static url => !url.StartsWith("data:", StringComparison.Ordinal)), string.Join('\n', requests));
        await page.CloseAsync();
        return time;
    }

    /// <summary>Sends packs on a fixed schedule: after a late one, the next follow sooner.</summary>
    private async Task<int> StreamAsync(FakeBoard board, int seconds)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int sent = 0;
        while (watch.Elapsed.TotalSeconds < seconds)
        {
            for (; sent < watch.Elapsed.TotalSeconds * Rate; sent++)
            {
                await board.SendAsync(Packs.Binary(++_sequence, 120 + ((sent + 1) / Rate), Channels, 1, 1 / Rate));
            }

            await Task.Delay(1);
        }

        return sent;
    }

    private async Task ReportAsync(string name, IEnumerable<string> lines)
    {
        string text = string.Join('\n', lines);
        TestContext.WriteLine(text);
        await File.WriteAllTextAsync(ArtifactPath("dashboard", name + ".txt"), text + "\n");
    }

    private static async Task<double[]> NumbersAsync(IPage page, string name) =>
        [.. (await page.EvaluateAsync<JsonElement>(name)).EnumerateArray().Select(number => number.GetDouble())];
}
