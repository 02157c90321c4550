namespace Sensorcast.Benchmarks.Latency;

/// <summary>How late readings arrived, in milliseconds.</summary>
/// <param name="Clients">So many clients read everything.</param>
/// <param name="HasStalled">Whether one more read nothing.</param>
/// <param name="Readings">How many readings arrived.</param>
/// <param name="Median">The median.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P999">The 99.9th percentile.</param>
/// <param name="Missing">How many packs these clients did not get.</param>
/// <param name="Skipped">How many packs the server skipped, for all clients.</param>
internal sealed record LatencyResult(
    int Clients, bool HasStalled, long Readings, double Median, double P99, double P999, long Missing, long Skipped)
{
    /// <summary>What was measured.</summary>
    public string Name => (Clients == 1 ? "1 client" : $"{Clients} clients") + (HasStalled ? " and a stalled one" : "");
}
