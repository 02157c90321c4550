using System.Diagnostics;
using Sensorcast.Benchmarks.Latency;
using Sensorcast.Benchmarks.Load;

namespace Sensorcast.Benchmarks.Growth;

/// <summary>Measures the server's load with a growing number of clients, and of channels.</summary>
internal sealed class GrowthRun(TextWriter output)
{
    /// <summary>The number of clients while the channels grow, and of channels while the clients grow.</summary>
    public const int Usual = 8;

    /// <summary>How often each channel is read, a second.</summary>
    public const int Rate = 20;

    public async Task<IReadOnlyList<GrowthResult>> MeasureAsync(GrowthPlan plan)
    {
        (int Clients, int Channels)[] cases =
        [
            .. plan.Sizes.Select(size => (size, Usual)),
            .. plan.Sizes.Select(size => (Usual, size)),
        ];
        List<Sample>[] samples = [.. cases.Select(_ => new List<Sample>())];
        for (int round = 0; round < plan.Rounds; round++)
        {
            for (int i = 0; i < cases.Length; i++)
            {
                samples[i].Add(await MeasureAsync(cases[i].Clients, cases[i].Channels, plan));
            }
        }

        return [.. cases.Zip(samples, Sum)];
    }

    private static GrowthResult Sum((int Clients, int Channels) size, List<Sample> samples) => new(
        size.Clients,
        size.Channels,
        samples.Select(sample => sample.Load).Order().ElementAt(samples.Count / 2),
        samples.Sum(sample => sample.Packs),
        samples.Sum(sample => sample.Skipped),
        samples.Max(sample => sample.Memory));

    private async Task<Sample> MeasureAsync(int clients, int channels, GrowthPlan plan)
    {
        using ServerProcess server = new(clients, channels, Rate);
        using LoadLoop readers = new(
            [.. Enumerable.Range(0, clients).Select(_ => new DrainingClient(server.EndPoint, "/ws", "senml+cbor"))]);
        await readers.OpenAsync();
        await readers.DelayAsync(plan.WarmUp);
        (long sentBefore, long skippedBefore) = await server.CountsAsync();
        TimeSpan before = server.ProcessorTime;
        long start = Stopwatch.GetTimestamp();
        await readers.DelayAsync(plan.Duration);
        double load = (server.ProcessorTime - before) / Stopwatch.GetElapsedTime(start);
        (long sent, long skipped) = await server.CountsAsync();
        Sample sample = new(load, sent - sentBefore, skipped - skippedBefore, server.Memory);
        await readers.EndAsync();
        output.WriteLine($"{clients} clients, {channels} channels: {load:0.0 %} of a core");
        return sample;
    }

    private sealed record Sample(double Load, long Packs, long Skipped, long Memory);
}
