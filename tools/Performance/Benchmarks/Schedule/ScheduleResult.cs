using System.Text.Json.Serialization;

namespace Sensorcast.Benchmarks.Schedule;

/// <summary>What the Host took for its demo, and what it left out.</summary>
/// <param name="Server">The Host, or what the same sends take alone.</param>
/// <param name="Rate">How often the demo's vibration is to be read, a second.</param>
/// <param name="Clients">So many viewers get each reading.</param>
/// <param name="Load">The share of a core that was used, from 0 to 1: the median of all rounds.</param>
/// <param name="LeastLoad">The least of a round.</param>
/// <param name="MostLoad">The most of a round.</param>
/// <param name="Asked">
/// How many packs all viewers should have got in all rounds; without viewers, how many readings there should have been.
/// </param>
/// <param name="Delivered">How many of them they got, or there were.</param>
/// <param name="Overruns">How many readings the Host itself says that it left out, because a step came too late.</param>
[method: JsonConstructor]
internal sealed record ScheduleResult(
    string Server, int Rate, int Clients, double Load, double LeastLoad, double MostLoad, long Asked, long Delivered, long? Overruns)
{
    /// <summary>A round.</summary>
    public ScheduleResult(string server, int rate, int clients, double load, long asked, long delivered, long? overruns)
        : this(server, rate, clients, load, load, load, asked, delivered, overruns)
    {
    }

    /// <summary>All rounds of one load.</summary>
    public static ScheduleResult Of(IReadOnlyList<ScheduleResult> rounds)
    {
        double[] loads = [.. rounds.Select(round => round.Load).Order()];
        return rounds[0] with
        {
            Load = loads[loads.Length / 2],
            LeastLoad = loads[0],
            MostLoad = loads[^1],
            Asked = rounds.Sum(round => round.Asked),
            Delivered = rounds.Sum(round => round.Delivered),
            Overruns = rounds[0].Overruns is null ? null : rounds.Sum(round => round.Overruns),
        };
    }

    /// <summary>The share that is missing, from 0 to 1; a little under 0 where the first and the last one count, too.</summary>
    public double Missing => 1 - ((double)Delivered / Asked);
}
