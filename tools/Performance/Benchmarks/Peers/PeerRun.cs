namespace Sensorcast.Benchmarks.Peers;

/// <summary>Puts each server under each load, in turn, each time in a fresh process.</summary>
internal sealed class PeerRun(TextWriter output)
{
    public async Task<IReadOnlyList<PeerResult>> MeasureAsync(PeerPlan plan, IReadOnlyCollection<string> servers)
    {
        Peer[] peers = Peer.Find(servers);
        List<PeerResult> results = [];
        foreach (PeerLoad load in PeerLoad.All)
        {
            List<Sample>[] samples = [.. peers.Select(_ => new List<Sample>())];
            for (int round = 0; round < plan.Rounds; round++)
            {
                for (int i = 0; i < peers.Length; i++)
                {
                    samples[i].Add(await MeasureAsync(peers[i], load, plan));
                }
            }

            for (int i = 0; i < peers.Length; i++)
            {
                results.Add(Sum(peers[i].Name, load.Name, samples[i]));
                output.WriteLine($"{load.Name}, {peers[i].Name}: {results[^1].ProcessorTime:0.0} µs");
            }
        }

        return results;
    }

    private static async Task<Sample> MeasureAsync(Peer peer, PeerLoad load, PeerPlan plan)
    {
        using PeerProcess server = new(peer, load);
        PeerWatch[] watches = [.. Enumerable.Range(0, load.Clients).Select(_ => new PeerWatch())];
        using CancellationTokenSource end = new();
        Task running = Task.WhenAll(watches.Select(watch => Task.Run(() => load.Run(server, watch, end.Token))));
        await DelayAsync(plan.WarmUp, running);
        TimeSpan before = server.ProcessorTime;
        long start = PeerProtocol.Now;
        Array.ForEach(watches, static watch => watch.Count(true));
        do
        {
            await DelayAsync(plan.Duration, running);
        }
        while (!Array.Exists(watches, static watch => watch.HasTimes));

        Array.ForEach(watches, static watch => watch.Count(false));
        double seconds = (PeerProtocol.Now - start) / 1e6;
        TimeSpan used = server.ProcessorTime - before;
        long memory = server.Memory;
        await end.CancelAsync();
        await running;
        double? asked = load.IsPaced ? load.Clients * PeerProtocol.BroadcastRate * seconds : null;
        return new Sample(used, asked, [.. watches.SelectMany(watch => watch.Times)], memory);
    }

    /// <summary>Waits, unless a client fails.</summary>
    private static async Task DelayAsync(TimeSpan time, Task running)
    {
        if (await Task.WhenAny(running, Task.Delay(time)) == running)
        {
            await running;
        }
    }

    private static PeerResult Sum(string peer, string load, List<Sample> samples)
    {
        long[] times = [.. samples.SelectMany(sample => sample.Times).Order()];
        double percentile(double share) => times[(int)(share * (times.Length - 1))];
        return new PeerResult(
            peer,
            load,
            [.. samples.Select(sample => sample.ProcessorTime.TotalMicroseconds / sample.Times.Length)],
            samples[0].Asked is null ? null : samples.Sum(sample => sample.Times.Length) / samples.Sum(sample => sample.Asked),
            percentile(0.5),
            percentile(0.99),
            percentile(0.999),
            samples.Max(sample => sample.Memory));
    }

    /// <summary>One round of one server under one load.</summary>
    private sealed record Sample(TimeSpan ProcessorTime, double? Asked, long[] Times, long Memory);
}
