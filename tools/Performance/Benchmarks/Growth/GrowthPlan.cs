namespace Sensorcast.Benchmarks.Growth;

/// <summary>How growth is measured.</summary>
/// <param name="Sizes">With how many clients, and with how many channels.</param>
/// <param name="Rounds">How often each is measured, in turn.</param>
/// <param name="WarmUp">How long all clients are connected before, so that compilation does not count for the first sizes.</param>
/// <param name="Duration">For how long, each time.</param>
internal sealed record GrowthPlan(int[] Sizes, int Rounds, TimeSpan WarmUp, TimeSpan Duration)
{
    public static GrowthPlan Full { get; } = new([1, 4, 16, 64, 256, 1000], Rounds: 3, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2));

    /// <summary>A short run that only shows that it works.</summary>
    public static GrowthPlan Dry { get; } = new([1, 100], Rounds: 1, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.5));
}
