using System.Diagnostics;
using Sensorcast.Benchmarks.Load;
using Sensorcast.Benchmarks.Peers;

namespace Sensorcast.Benchmarks.Schedule;

/// <summary>
/// Measures the Host's load with its demo, and whether it keeps its schedule, beside a loop of sends without a server, which shows the
/// limits of the machine itself. All take turns.
/// </summary>
internal sealed class ScheduleRun(TextWriter output)
{
    private const string Host = "Sensorcast";
    private const int UsualRate = 50;
    private const int HighRate = 1000;
    private const int Few = 8;
    private const int Many = 64;

    public async Task<IReadOnlyList<ScheduleResult>> MeasureAsync(SchedulePlan plan)
    {
        List<Func<Task<ScheduleResult>>> loads =
        [
            () => MeasureAsync(UsualRate, 0, plan.LongWarmUp, plan),
            () => MeasureAsync(UsualRate, Few, plan.LongWarmUp, plan),
            () => MeasureAsync(HighRate, 0, plan.WarmUp, plan),
            () => MeasureAsync(HighRate, Few, plan.WarmUp, plan),
            () => MeasureAsync(HighRate, Many, plan.WarmUp, plan),
        ];
        if (Peer.Find([Peer.SendAlone]) is [Peer sender])
        {
            loads.Insert(2, () => MeasureAsync(sender, UsualRate, Few, plan));
            loads.Insert(5, () => MeasureAsync(sender, HighRate, Few, plan));
            loads.Add(() => MeasureAsync(sender, HighRate, Many, plan));
        }

        List<ScheduleResult>[] rounds = [.. loads.Select(static _ => new List<ScheduleResult>())];
        for (int round = 0; round < plan.Rounds; round++)
        {
            for (int i = 0; i < loads.Count; i++)
            {
                rounds[i].Add(await loads[i]());
            }
        }

        return [.. rounds.Select(ScheduleResult.Of)];
    }

    private async Task<ScheduleResult> MeasureAsync(int rate, int clients, TimeSpan warmUp, SchedulePlan plan)
    {
        using HostProcess host = new(clients, rate);
        CountingClient[] viewers = [.. Enumerable.Range(0, clients).Select(_ => new CountingClient(host.EndPoint))];
        using LoadLoop load = new(viewers);
        await load.OpenAsync();

        // Once before, so that compilation for the first request does not count as part of the demo.
        await host.OverrunsAsync();
        await load.DelayAsync(warmUp);

        long overrunsBefore = await host.OverrunsAsync();
        TimeSpan before = host.ProcessorTime;
        long start = Stopwatch.GetTimestamp();
        long countBefore = viewers.Sum(viewer => viewer.Count);
        await load.DelayAsync(plan.Duration);
        long count = viewers.Sum(viewer => viewer.Count) - countBefore;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        double used = (host.ProcessorTime - before) / elapsed;
        long overruns = await host.OverrunsAsync() - overrunsBefore;
        await load.EndAsync();

        long expected = (long)Math.Round(rate * elapsed.TotalSeconds);
        return Said(clients > 0
            ? new ScheduleResult(Host, rate, clients, used, expected * clients, count, overruns)
            : new ScheduleResult(Host, rate, clients, used, expected, expected - overruns, overruns));
    }

    /// <summary>Measures the sends without a server.</summary>
    private async Task<ScheduleResult> MeasureAsync(Peer sender, int rate, int clients, SchedulePlan plan)
    {
        using PeerProcess process = new(sender, $"{rate}");
        PeerWatch watch = new();
        using LoadLoop load = new([.. Enumerable.Range(0, clients).Select(_ => new ViewingClient(process, watch))]);
        await load.OpenAsync();
        await load.DelayAsync(plan.WarmUp);

        TimeSpan before = process.ProcessorTime;
        long start = Stopwatch.GetTimestamp();
        watch.Count(true);
        await load.DelayAsync(plan.Duration);
        watch.Count(false);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        double used = (process.ProcessorTime - before) / elapsed;
        await load.EndAsync();

        long expected = (long)Math.Round(rate * elapsed.TotalSeconds) * clients;
        return Said(new ScheduleResult(sender.Name, rate, clients, used, expected, watch.Times.Count, overruns: null));
    }

    private ScheduleResult Said(ScheduleResult result)
    {
        string size = $"{result.Rate} a second, {result.Clients} viewers";
        output.WriteLine($"{result.Server}, {size}: {result.Load:0.00 %} of a core, {result.Missing:0.00 %} missing");
        return result;
    }
}
