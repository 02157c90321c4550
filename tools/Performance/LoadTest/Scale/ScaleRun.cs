using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Sensorcast.LoadTest.Scale;

/// <summary>Many boards, one bridge, one broker, and many subscribers: does each get every pack, how late, and at whose cost?</summary>
internal static class ScaleRun
{
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);

    /// <returns>The exit code: 0 if every subscriber got every pack, once.</returns>
    public static async Task<int> RunAsync(ScalePlan plan, IAnsiConsole console, CancellationToken cancellation)
    {
        SimulatedBoard[] boards = [.. Enumerable.Range(1, plan.Boards).Select(i => new SimulatedBoard($"board-{i}", plan.Rate))];
        using Process bridge = StartBridge(plan, boards);
        Subscriber[] subscribers = [.. Enumerable.Range(0, plan.Subscribers).Select(i => new Subscriber($"sensorcast/{boards[i % boards.Length].Name}/packs"))];
        try
        {
            foreach (Subscriber subscriber in subscribers)
            {
                await subscriber.ConnectAsync(plan.Broker, cancellation);
            }

            await Task.Delay(SettlingTime, cancellation);
            List<ProcessLoad> loads = [new("boards and subscribers", Process.GetCurrentProcess()), new("bridge", bridge)];
            if (plan.BrokerProcess is int id)
            {
                loads.Add(new("broker", Process.GetProcessById(id)));
            }

            Array.ForEach(subscribers, static subscriber => subscriber.Begin());
            await Task.Delay(plan.Duration, cancellation);
            Array.ForEach(subscribers, static subscriber => subscriber.End());
            return Report(plan, subscribers, loads, console);
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
        return Process.Start(program, ["bridge", "--broker", plan.Broker.ToString(), "--encoding", "cbor", .. arguments]);
    }

    private static int Report(ScalePlan plan, Subscriber[] subscribers, List<ProcessLoad> loads, IAnsiConsole console)
    {
        var latencies = new Latencies();
        foreach (Subscriber subscriber in subscribers)
        {
            latencies.Add(subscriber.Latencies);
        }

        long packs = subscribers.Sum(static subscriber => subscriber.Packs);
        long missing = subscribers.Sum(static subscriber => subscriber.Missing);
        long repeated = subscribers.Sum(static subscriber => subscriber.Repeated);
        int without = subscribers.Count(static subscriber => subscriber.Packs == 0);
        Table table = new Table().RoundedBorder().AddColumn("").AddColumn("", static column => column.RightAligned());
        table.AddRow("boards", $"{plan.Boards}");
        table.AddRow("subscribers", $"{plan.Subscribers}");
        table.AddRow("packs delivered", $"{packs}");
        table.AddRow("packs delivered a second", Number(packs / plan.Duration.TotalSeconds));
        table.AddRow("missing", $"{missing}");
        table.AddRow("repeated", $"{repeated}");
        table.AddRow("latency p50, p99, p99.9, max, ms", string.Join(", ", new[] { 0.5, 0.99, 0.999, 1 }.Select(share => Number(latencies.Percentile(share)))));
        foreach (ProcessLoad load in loads)
        {
            table.AddRow(load.Name, $"{Number(100 * load.Cores)} % of a core, {Number(load.Megabytes)} MB");
        }

        console.Write(table);
        console.WriteLine(without == 0 ? "Every subscriber got packs." : $"{without} subscribers got none.");
        return missing == 0 && repeated == 0 && without == 0 ? 0 : 1;
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
