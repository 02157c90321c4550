using System.Diagnostics;
using Spectre.Console;

namespace Sensorcast.LoadTest.Scale;

/// <summary>Many boards, one bridge, one broker, and many subscribers: does each get every pack, how late, and at what cost?</summary>
internal static class ScaleRun
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);

    /// <summary>A bridge looks for others before it publishes, and brokers accept connections one after the other.</summary>
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    /// <returns>The exit code: 0 if every subscriber got every pack, once.</returns>
    public static async Task<int> RunAsync(ScalePlan plan, IAnsiConsole console, CancellationToken cancellation)
    {
        ScaleResult result = await MeasureAsync(plan, cancellation);
        Table table = new Table().RoundedBorder().AddColumn("").AddColumn("", static column => column.RightAligned());
        table.AddRow("boards", $"{plan.Boards}").AddRow("subscribers", $"{plan.Subscribers}");
        foreach ((string name, string figure) in result.Rows())
        {
            table.AddRow(name, figure);
        }

        console.Write(table);
        console.WriteLine(result.Without == 0 ? "Every subscriber got packs." : $"{result.Without} subscribers got none.");
        return result.IsWhole ? 0 : 1;
    }

    /// <summary>Starts all but the broker, measures, and ends all.</summary>
    public static async Task<ScaleResult> MeasureAsync(ScalePlan plan, CancellationToken cancellation)
    {
        SimulatedBoard[] boards = [.. Enumerable.Range(1, plan.Boards).Select(i => new SimulatedBoard($"board-{i}", plan.Rate))];
        Subscriber[] subscribers =
            [.. Enumerable.Range(0, plan.Subscribers).Select(i => new Subscriber($"sensorcast/{boards[i % boards.Length].Name}/packs"))];
        using Process bridge = StartBridge(plan, boards);
        try
        {
            foreach (Subscriber subscriber in subscribers)
            {
                await subscriber.ConnectAsync(plan.ViewersBroker, cancellation);
            }

            for (long start = Stopwatch.GetTimestamp(); !subscribers.All(static one => one.HasPacks)
                && Stopwatch.GetElapsedTime(start) < LongestStart;)
            {
                await Task.Delay(TimeSpan.FromSeconds(0.1), cancellation);
            }

            await Task.Delay(SettlingTime, cancellation);
            List<ProcessLoad> loads = [new("bridge", bridge)];
            if (plan.BrokerProcess is int id)
            {
                loads.Add(new("broker", Process.GetProcessById(id), withChildren: true));
            }

            loads.Add(new("boards and viewers", Process.GetCurrentProcess()));
            Array.ForEach(subscribers, static subscriber => subscriber.Begin());
            await Task.Delay(plan.Duration, cancellation);
            Array.ForEach(subscribers, static subscriber => subscriber.End());
            return ResultOf(plan, subscribers, loads);
        }
        finally
        {
            bridge.Kill();
            Array.ForEach(subscribers, static subscriber => subscriber.Dispose());
            Array.ForEach(boards, static board => board.Dispose());
        }
    }

    private static Process StartBridge(ScalePlan plan, SimulatedBoard[] boards)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Sensorcast.Cli.exe" : "Sensorcast.Cli");
        IEnumerable<string> arguments = boards.SelectMany(static board => new[] { "--board", $"{board.Name}={board.Address}" });
        return Process.Start(new ProcessStartInfo(
            program, ["bridge", "--broker", plan.Broker.ToString(), "--encoding", "cbor", .. arguments]))!;
    }

    private static ScaleResult ResultOf(ScalePlan plan, Subscriber[] subscribers, List<ProcessLoad> loads)
    {
        var latencies = new Latencies();
        Array.ForEach(subscribers, subscriber => latencies.Add(subscriber.Latencies));
        return new ScaleResult(
            plan.Duration,
            subscribers.Sum(static subscriber => subscriber.Packs),
            subscribers.Sum(static subscriber => subscriber.Missing),
            subscribers.Sum(static subscriber => subscriber.Repeated),
            subscribers.Count(static subscriber => subscriber.Packs == 0),
            latencies,
            loads.ToDictionary(static load => load.Name, static load => load.ToString()));
    }
}
