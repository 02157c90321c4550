using System.Text.Json;
using Sensorcast.Benchmarks.Growth;
using Sensorcast.Benchmarks.Latency;
using Sensorcast.Benchmarks.Pairs;
using Sensorcast.Benchmarks.Peers;
using Sensorcast.Benchmarks.Schedule;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Benchmarks.Report;

/// <summary>The last results, as committed: the page and the charts are made from them.</summary>
/// <param name="Machine">The machine of the measurement.</param>
/// <param name="Pairs">Both sides of each pair.</param>
/// <param name="Latencies">How late readings arrived.</param>
/// <param name="Peers">The costs of other servers for the same work.</param>
/// <param name="Growth">The load of more clients, and then of more channels.</param>
/// <param name="Schedule">The Host's load with its demo, and the readings that it missed.</param>
internal sealed record Results(
    string Machine,
    IReadOnlyList<PairResult> Pairs,
    IReadOnlyList<LatencyResult> Latencies,
    IReadOnlyList<PeerResult> Peers,
    IReadOnlyList<GrowthResult> Growth,
    IReadOnlyList<ScheduleResult> Schedule)
{
    private static readonly string FilePath = Path.Combine(Repository.Root, "tools", "Performance", "Benchmarks", "results.json");
    private static readonly JsonSerializerOptions Format =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true };

    /// <summary>Reads the committed results.</summary>
    public static Results Read() => JsonSerializer.Deserialize<Results>(File.ReadAllText(FilePath), Format)!;

    /// <summary>Replaces the committed results.</summary>
    public void Write() => File.WriteAllText(FilePath, (JsonSerializer.Serialize(this, Format) + "\n").ReplaceLineEndings("\n"));

    /// <summary>With other results of some pairs.</summary>
    public Results With(IReadOnlyList<PairResult> pairs) =>
        this with { Pairs = [.. Pairs.Where(old => pairs.All(pair => pair.Pair != old.Pair)), .. pairs] };

    /// <summary>The result of a side of a pair, or <see langword="null"/> if the pair has no such side.</summary>
    public PairResult? Find(string pair, string parameters, string side) =>
        Pairs.SingleOrDefault(result => result.Pair == pair && result.Parameters == parameters && result.Side == side);
}
