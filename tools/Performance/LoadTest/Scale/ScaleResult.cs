using System.Globalization;

namespace Sensorcast.LoadTest.Scale;

/// <summary>The result of a scale test.</summary>
/// <param name="Duration">For how long.</param>
/// <param name="Delivered">Packs that came to subscribers.</param>
/// <param name="Missing">Packs that did not come, by the sequence numbers.</param>
/// <param name="Repeated">Packs that came again.</param>
/// <param name="Without">Subscribers that received nothing.</param>
/// <param name="Latencies">From the sample to the subscriber.</param>
/// <param name="Loads">The processes' loads, by name.</param>
internal sealed record ScaleResult(
    TimeSpan Duration, long Delivered, long Missing, long Repeated, int Without, Latencies Latencies,
    IReadOnlyDictionary<string, string> Loads)
{
    /// <summary>Whether every subscriber got every pack, once.</summary>
    public bool IsWhole => Missing == 0 && Repeated == 0 && Without == 0;

    /// <summary>The result, in names and figures.</summary>
    public IEnumerable<(string Name, string Figure)> Rows()
    {
        yield return ("packs published to them", $"{Delivered + Missing}");
        yield return ("packs delivered", $"{Delivered}");
        yield return ("packs delivered a second", Number(Delivered / Duration.TotalSeconds));
        yield return ("missing", $"{Missing}");
        yield return ("repeated", $"{Repeated}");
        foreach ((string name, double share) in new[] { ("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("max", 1) })
        {
            yield return ($"from the sample to the viewer, {name}, ms", Number(Latencies.Percentile(share)));
        }

        foreach ((string name, string load) in Loads)
        {
            yield return (name, load);
        }
    }

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
