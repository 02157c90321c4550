namespace Sensorcast.Benchmarks.Latency;

/// <summary>How latency is measured.</summary>
/// <param name="Clients">With how many clients, one measurement each.</param>
/// <param name="Rounds">
/// How often each is measured, without and with a stalled client in turn: so both see the same state of the machine.
/// </param>
/// <param name="WarmUp">How long clients are connected before: both programs must be fully optimized by then.</param>
/// <param name="Duration">For how long, each time.</param>
internal sealed record LatencyPlan(int[] Clients, int Rounds, TimeSpan WarmUp, TimeSpan Duration)
{
    public static LatencyPlan Full { get; } = new([1, 8, 32], Rounds: 3, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));

    /// <summary>A short run that only shows that it works.</summary>
    public static LatencyPlan Dry { get; } = new([1], Rounds: 1, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.5));
}
