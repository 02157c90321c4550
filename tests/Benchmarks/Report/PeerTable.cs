using System.Globalization;
using Sensorcast.Benchmarks.Peers;
using Sensorcast.Reports;

namespace Sensorcast.Benchmarks.Report;

/// <summary>A table of what servers took for the same work.</summary>
internal static class PeerTable
{
    public static string Make(IReadOnlyList<PeerResult> results)
    {
        MarkdownTable table = new(["load", "server"], ["processor time", "range", "ours / theirs", "delivered", "late, p50", "late, p99", "memory"]);
        foreach (IGrouping<string, PeerResult> load in results.GroupBy(result => result.Load))
        {
            double ours = load.First().ProcessorTime;
            foreach (PeerResult result in load)
            {
                table.Add(
                    load.Key,
                    result.Peer,
                    Microseconds(result.ProcessorTime),
                    $"{Microseconds(result.ProcessorTimes.Min())} to {Microseconds(result.ProcessorTimes.Max())}",
                    result == load.First() ? "" : (ours / result.ProcessorTime).ToString("0.00", CultureInfo.InvariantCulture),
                    result.Asked is long asked ? (100.0 * result.Operations / asked).ToString("0.0 '%'", CultureInfo.InvariantCulture) : "",
                    Milliseconds(result.Median),
                    Milliseconds(result.P99),
                    $"{MarkdownTable.Number(result.Memory / 1e6)} MB");
            }
        }

        return table.ToString();
    }

    private static string Microseconds(double value) => $"{value.ToString("0.0", CultureInfo.InvariantCulture)} µs";

    private static string Milliseconds(double? microseconds) =>
        microseconds is double value ? $"{(value / 1000).ToString("0.00", CultureInfo.InvariantCulture)} ms" : "";
}
