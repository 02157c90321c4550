using Sensorcast.LoadTest;

namespace Sensorcast.Benchmarks.Latency;

/// <summary>
/// Measures how late readings arrive: from the sample to its receipt by a client on the same machine.
/// </summary>
internal sealed class LatencyRun(TextWriter output)
{
    private const int Channels = 8;
    private const int Rate = 100;

    private static readonly TimeSpan MaxTimeToStall = TimeSpan.FromSeconds(30);

    /// <summary>Measures everything.</summary>
    /// <exception cref="InvalidOperationException">A client failed, or the stalled one was not stalled.</exception>
    public async Task<IReadOnlyList<LatencyResult>> MeasureAsync(LatencyPlan plan)
    {
        List<LatencyResult> results = [];
        foreach (int clients in plan.Clients)
        {
            Slice alone = new(clients, HasStalled: false);
            Slice withStalled = new(clients, HasStalled: true);
            for (int i = 0; i < plan.Rounds; i++)
            {
                await MeasureAsync(alone, plan);
                await MeasureAsync(withStalled, plan);
            }

            results.AddRange([alone.Result, withStalled.Result]);
        }

        return results;
    }

    private async Task MeasureAsync(Slice slice, LatencyPlan plan)
    {
        using ServerProcess server = new(slice.Clients + 1, Channels, Rate);
        using RawConnection stalled = new();
        if (slice.HasStalled)
        {
            await stalled.OpenAsync(server.Url, CancellationToken.None);
            await WaitForStallAsync(server);
        }

        bool isWarm = false;
        HonestClient[] clients =
            [.. Enumerable.Range(0, slice.Clients)
                .Select(_ => new HonestClient(server.Url, (pack, arrival) => isWarm ? Timestamp.Age(pack, arrival) : null))];
        using CancellationTokenSource end = new();
        await Task.WhenAll(clients.Select(client => client.ConnectAsync(CancellationToken.None)));
        Task[] runs = [.. clients.Select(client => client.RunAsync(end.Token))];
        await Task.Delay(plan.WarmUp);
        long skippedBefore = (await server.CountsAsync()).Skipped;
        Volatile.Write(ref isWarm, true);
        await Task.Delay(plan.Duration);
        Volatile.Write(ref isWarm, false);
        long skipped = (await server.CountsAsync()).Skipped - skippedBefore;
        await end.CancelAsync();
        await Task.WhenAll(runs);
        foreach (HonestClient client in clients)
        {
            slice.Add(client);
            client.Dispose();
        }

        slice.AddSkipped(skipped);
        output.WriteLine($"{slice.Result.Name}: {slice.Result.Readings} readings so far");
    }

    private static async Task WaitForStallAsync(ServerProcess server)
    {
        using CancellationTokenSource tooLong = new(MaxTimeToStall);
        while ((await server.CountsAsync()).Skipped == 0)
        {
            await Task.Delay(100, tooLong.Token);
        }
    }

    private sealed record Slice(int Clients, bool HasStalled)
    {
        private readonly Latencies _latencies = new();
        private long _missing;
        private long _skipped;

        public LatencyResult Result => new(
            Clients,
            HasStalled,
            _latencies.Count,
            _latencies.Percentile(0.5),
            _latencies.Percentile(0.99),
            _latencies.Percentile(0.999),
            _missing,
            _skipped);

        public void Add(HonestClient client)
        {
            if (client.Error is not null)
            {
                throw new InvalidOperationException(client.Error);
            }

            _latencies.Add(client.Latencies);
            _missing += client.Missing;
        }

        public void AddSkipped(long count)
        {
            if (HasStalled && count == 0)
            {
                throw new InvalidOperationException("The stalled client was not stalled");
            }

            _skipped += count;
        }
    }
}
