using System.Globalization;
using Sensorcast.Benchmarks.Peers;
using Sensorcast.Reports;

namespace Sensorcast.Benchmarks.Report;

/// <summary>A table of the servers' costs for the same work.</summary>
internal static class PeerTable
{
    /// <summary>The table; empty before anything is measured.</summary>
    public static string Make(IReadOnlyList<PeerResult> results)
    {
        if (results.Count == 0)
        {
            return "";
        }

        MarkdownTable table = new(
            ["load", "server"], ["processor time", "range", "ours / theirs", "delivered", "p50", "p99", "p99.9", "memory"]);
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
                    result.Delivered?.ToString("0.00 %", CultureInfo.InvariantCulture) ?? "",
                    Milliseconds(result.Median),
                    Milliseconds(result.P99),
                    Milliseconds(result.P999),
                    $"{result.Memory / 1e6:0} MB");
            }
        }

        return table.ToString();
    }

    private static string Microseconds(double value) => $"{value.ToString("0.0", CultureInfo.InvariantCulture)} µs";

    private static string Milliseconds(double microseconds) => $"{(microseconds / 1000).ToString("0.00", CultureInfo.InvariantCulture)} ms";
}
