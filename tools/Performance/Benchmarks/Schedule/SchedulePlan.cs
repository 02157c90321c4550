namespace Sensorcast.Benchmarks.Schedule;

/// <summary>How the Host's schedule is measured.</summary>
/// <param name="LongWarmUp">
/// How long all viewers are connected before, at the usual rate: code that runs seldom is optimized late.
/// </param>
/// <param name="WarmUp">How long they are connected before, at the high rate.</param>
/// <param name="Duration">For how long, each time.</param>
/// <param name="Rounds">How often; an odd number.</param>
internal sealed record SchedulePlan(TimeSpan LongWarmUp, TimeSpan WarmUp, TimeSpan Duration, int Rounds)
{
    public static SchedulePlan Full { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(15), 3);

    /// <summary>A short run that only shows that it works.</summary>
    public static SchedulePlan Dry { get; } = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.5), 1);
}
