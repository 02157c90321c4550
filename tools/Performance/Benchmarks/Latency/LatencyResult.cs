namespace Sensorcast.Benchmarks.Latency;

/// <summary>How late readings arrived, in milliseconds.</summary>
/// <param name="Clients">So many clients read everything.</param>
/// <param name="HasStalled">Whether one more read nothing.</param>
/// <param name="Readings">How many readings arrived.</param>
/// <param name="Median">What half of them did not exceed.</param>
/// <param name="P99">What 99 % of them did not exceed.</param>
/// <param name="P999">What 99.9 % of them did not exceed.</param>
/// <param name="Missing">How many packs these clients did not get.</param>
/// <param name="Skipped">How many packs the server left out, for whoever did not take them.</param>
internal sealed record LatencyResult(
    int Clients, bool HasStalled, long Readings, double Median, double P99, double P999, long Missing, long Skipped)
{
    /// <summary>What was measured.</summary>
    public string Name => (Clients == 1 ? "1 client" : $"{Clients} clients") + (HasStalled ? " and a stalled one" : "");
}
