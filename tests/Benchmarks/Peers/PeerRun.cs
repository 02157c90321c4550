namespace Sensorcast.Benchmarks.Peers;

/// <summary>Puts each server under each load, in turn, each time in a fresh process.</summary>
internal sealed class PeerRun(TextWriter output)
{
    private const int Echoers = 8;
    private const int Visitors = 4;

    private static readonly (string Name, Func<PeerProcess, PeerPlan, Task<Sample>> Measure)[] Loads =
    [
        ("broadcast to 8", (server, plan) => BroadcastAsync(server, plan, 8)),
        ("broadcast to 64", (server, plan) => BroadcastAsync(server, plan, 64)),
        ("echo of 64 B", (server, plan) => EchoAsync(server, plan, 64)),
        ("echo of 4 KB", (server, plan) => EchoAsync(server, plan, PeerProtocol.MaxEchoSize)),
        ("connect, handshake, close", ConnectAsync),
    ];

    public async Task<IReadOnlyList<PeerResult>> MeasureAsync(PeerPlan plan)
    {
        Peer[] peers = Peer.All();
        List<PeerResult> results = [];
        foreach ((string name, Func<PeerProcess, PeerPlan, Task<Sample>> measure) in Loads)
        {
            List<Sample>[] samples = [.. peers.Select(_ => new List<Sample>())];
            for (int round = 0; round < plan.Rounds; round++)
            {
                for (int i = 0; i < peers.Length; i++)
                {
                    using PeerProcess server = new(peers[i]);
                    samples[i].Add(await measure(server, plan));
                }
            }

            for (int i = 0; i < peers.Length; i++)
            {
                results.Add(Sum(peers[i].Name, name, samples[i]));
                output.WriteLine($"{name}, {peers[i].Name}: {results[^1].ProcessorTime:0.0} us");
            }
        }

        return results;
    }

    private static PeerResult Sum(string peer, string load, List<Sample> samples)
    {
        long[] lateness = [.. samples.SelectMany(sample => sample.Lateness).Order()];
        double? percentile(double share) => lateness.Length == 0 ? null : lateness[(int)(share * (lateness.Length - 1))];
        return new PeerResult(
            peer,
            load,
            [.. samples.Select(sample => sample.ProcessorTime.TotalMicroseconds / sample.Operations)],
            samples.Sum(sample => sample.Operations),
            samples[0].Asked is null ? null : samples.Sum(sample => sample.Asked),
            percentile(0.5),
            percentile(0.99),
            samples.Max(sample => sample.Memory));
    }

    private static async Task<Sample> BroadcastAsync(PeerProcess server, PeerPlan plan, int count)
    {
        bool isCounting = false;
        PeerWatch[] watches = [.. Enumerable.Range(0, count).Select(_ => new PeerWatch(() => Volatile.Read(ref isCounting)))];
        PeerClient[] clients = [.. watches.Select(_ => new PeerClient())];
        using CancellationTokenSource end = new();
        try
        {
            foreach (PeerClient client in clients)
            {
                await client.OpenAsync(server.EndPoint, "/broadcast");
            }

            Task[] watching = [.. clients.Zip(watches, (client, watch) => Task.Run(() => client.WatchAsync(watch, end.Token)))];
            await Task.Delay(plan.WarmUp);
            TimeSpan before = server.ProcessorTime;
            long start = PeerProtocol.Now;
            Volatile.Write(ref isCounting, true);
            await Task.Delay(plan.Duration);
            Volatile.Write(ref isCounting, false);
            long asked = count * (PeerProtocol.Now - start) * PeerProtocol.BroadcastRate / 1_000_000;
            TimeSpan used = server.ProcessorTime - before;
            await end.CancelAsync();
            await Task.WhenAll(watching);
            return new Sample(used, watches.Sum(watch => watch.Lateness.Count), server.Memory) { Asked = asked, Lateness = [.. watches.SelectMany(watch => watch.Lateness)] };
        }
        finally
        {
            Array.ForEach(clients, client => client.Dispose());
        }
    }

    private static async Task<Sample> EchoAsync(PeerProcess server, PeerPlan plan, int size)
    {
        PeerClient[] clients = [.. Enumerable.Range(0, Echoers).Select(_ => new PeerClient())];
        try
        {
            await Task.WhenAll(clients.Select(client => client.OpenAsync(server.EndPoint, "/echo")));
            return await MeasureAsync(server, plan, clients, (client, end) => client.EchoAsync(size, end));
        }
        finally
        {
            Array.ForEach(clients, client => client.Dispose());
        }
    }

    private static Task<Sample> ConnectAsync(PeerProcess server, PeerPlan plan) =>
        MeasureAsync(server, plan, Enumerable.Range(0, Visitors), async (_, end) =>
        {
            int count = 0;
            for (; !end.IsCancellationRequested; count++)
            {
                using PeerClient client = new();
                await client.OpenAsync(server.EndPoint, "/echo");
                await client.CloseAsync();
            }

            return count;
        });

    /// <summary>Runs a load once to warm up, and once to count.</summary>
    private static async Task<Sample> MeasureAsync<T>(PeerProcess server, PeerPlan plan, IEnumerable<T> clients, Func<T, CancellationToken, Task<int>> run)
    {
        await RunForAsync(plan.WarmUp, clients, run);
        TimeSpan before = server.ProcessorTime;
        int count = await RunForAsync(plan.Duration, clients, run);
        return new Sample(server.ProcessorTime - before, count, server.Memory);
    }

    private static async Task<int> RunForAsync<T>(TimeSpan time, IEnumerable<T> clients, Func<T, CancellationToken, Task<int>> run)
    {
        using CancellationTokenSource end = new(time);
        int[] counts = await Task.WhenAll(clients.Select(client => Task.Run(() => run(client, end.Token))));
        return counts.Sum();
    }

    private sealed record Sample(TimeSpan ProcessorTime, long Operations, long Memory)
    {
        public long? Asked { get; init; }

        public long[] Lateness { get; init; } = [];
    }
}
