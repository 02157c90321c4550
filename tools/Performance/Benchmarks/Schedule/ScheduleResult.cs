using System.Text.Json.Serialization;

namespace Sensorcast.Benchmarks.Schedule;

/// <summary>The Host's load with its demo, and the readings that it missed.</summary>
/// <param name="Server">The Host, or the loop of the same sends without a server.</param>
/// <param name="Rate">How often the demo's vibration is to be read, a second.</param>
/// <param name="Clients">So many viewers get each reading.</param>
/// <param name="Load">The share of a core that was used, from 0 to 1: the median of all rounds.</param>
/// <param name="MinLoad">The minimum of the rounds.</param>
/// <param name="MaxLoad">The maximum of the rounds.</param>
/// <param name="Expected">
/// How many packs all viewers should have received in all rounds; without viewers, how many readings there should have been.
/// </param>
/// <param name="Delivered">How many of them they received, or there were.</param>
/// <param name="Overruns">How many readings the Host reports as missed, because a step came too late.</param>
[method: JsonConstructor]
internal sealed record ScheduleResult(
    string Server, int Rate, int Clients, double Load, double MinLoad, double MaxLoad, long Expected, long Delivered, long? Overruns)
{
    /// <summary>A round.</summary>
    public ScheduleResult(string server, int rate, int clients, double load, long expected, long delivered, long? overruns)
        : this(server, rate, clients, load, load, load, expected, delivered, overruns)
    {
    }

    /// <summary>All rounds of one load.</summary>
    public static ScheduleResult Of(IReadOnlyList<ScheduleResult> rounds)
    {
        double[] loads = [.. rounds.Select(round => round.Load).Order()];
        return rounds[0] with
        {
            Load = loads[loads.Length / 2],
            MinLoad = loads[0],
            MaxLoad = loads[^1],
            Expected = rounds.Sum(round => round.Expected),
            Delivered = rounds.Sum(round => round.Delivered),
            Overruns = rounds[0].Overruns is null ? null : rounds.Sum(round => round.Overruns),
        };
    }

    /// <summary>The share that is missing, from 0 to 1; slightly below 0 if both the first and the last one count.</summary>
    public double Missing => 1 - ((double)Delivered / Expected);
}
