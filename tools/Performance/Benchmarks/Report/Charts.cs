using System.Globalization;
using Sensorcast.Benchmarks.Latency;
using Sensorcast.Reports;

namespace Sensorcast.Benchmarks.Report;

/// <summary>The charts of what is measured.</summary>
internal static class Charts
{
    // The label of the shortest bar stands to the left of it, on a logarithmic axis.
    private const double RoomForLabel = 5;

    /// <summary>The ratio of our time to .NET's.</summary>
    public static BarChart OfPairs(Results results)
    {
        (string Name, double Ratio)[] all =
        [
            .. from pair in Names.All
               from measured in PairTable.Ratios(results, pair.Pair)
               select (pair.Name(measured.Parameters), measured.Ratio),
        ];
        return new BarChart(
            "Our time as a multiple of .NET's: to the left of 1 ours is faster",
            "ours / .NET, logarithmic",
            [.. all.Select(pair => pair.Name)],
            [new BarGroup("ours / .NET", [.. all.Select(pair => Rounded(pair.Ratio))])],
            Min: all.Min(pair => pair.Ratio) / RoomForLabel,
            Base: 1);
    }

    /// <summary>How late readings arrive.</summary>
    public static BarChart OfLatencies(IReadOnlyList<LatencyResult> results) => new(
        "From a reading to its arrival in a client, at 100 Hz",
        "milliseconds",
        [.. results.Select(result => result.Name)],
        [
            new BarGroup("p50", [.. results.Select(result => result.Median)]),
            new BarGroup("p99", [.. results.Select(result => result.P99)]),
            new BarGroup("p99.9", [.. results.Select(result => result.P999)]),
        ]);

    /// <summary>To two digits: more are not significant.</summary>
    private static double Rounded(double value) =>
        double.Parse(value.ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
