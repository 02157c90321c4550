using Sensorcast.Benchmarks.Load;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>Puts each server under each load, in turn, each time in a fresh process.</summary>
internal sealed class PeerRun(TextWriter output)
{
    public async Task<IReadOnlyList<PeerResult>> MeasureAsync(PeerPlan plan, IReadOnlyCollection<string> servers)
    {
        Peer[] all = Peer.Find(servers);
        List<PeerResult> results = [];
        foreach (PeerLoad load in PeerLoad.All)
        {
            Peer[] peers = [.. all.Where(peer => load.IsPaced || !peer.OnlyBroadcasts)];
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
        using PeerProcess server = new(peer, load.IsPaced ? Peer.Broadcast : "answer");
        PeerWatch watch = new();
        using LoadLoop clients = new([.. Enumerable.Range(0, load.Clients).Select(_ => load.MakeClient(server, watch))]);
        await clients.OpenAsync();
        await clients.DelayAsync(plan.WarmUp);
        TimeSpan before = server.ProcessorTime;
        long start = PeerProtocol.Now;
        watch.Count(true);
        do
        {
            await clients.DelayAsync(plan.Duration);
        }
        while (!watch.HasTimes);

        watch.Count(false);
        double seconds = (PeerProtocol.Now - start) / 1e6;
        TimeSpan used = server.ProcessorTime - before;
        long memory = server.Memory;
        await clients.EndAsync();
        double? expected = load.IsPaced ? load.Clients * PeerProtocol.BroadcastRate * seconds : null;
        return new Sample(used, expected, [.. watch.Times], memory);
    }

    private static PeerResult Sum(string peer, string load, List<Sample> samples)
    {
        long[] times = [.. samples.SelectMany(sample => sample.Times).Order()];
        double percentile(double share) => times[(int)(share * (times.Length - 1))];
        return new PeerResult(
            peer,
            load,
            [.. samples.Select(sample => sample.ProcessorTime.TotalMicroseconds / sample.Times.Length)],
            samples[0].Expected is null ? null : samples.Sum(sample => sample.Times.Length) / samples.Sum(sample => sample.Expected),
            percentile(0.5),
            percentile(0.99),
            percentile(0.999),
            samples.Max(sample => sample.Memory));
    }

    /// <summary>One round of one server under one load.</summary>
    private sealed record Sample(TimeSpan ProcessorTime, double? Expected, long[] Times, long Memory);
}
