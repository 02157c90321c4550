using System.Globalization;
using Sensorcast.Benchmarks.Schedule;
using Sensorcast.Reports;

namespace Sensorcast.Benchmarks.Report;

/// <summary>A table of the Host's load with its demo, and of the readings that it misses.</summary>
internal static class ScheduleTable
{
    /// <summary>The table; empty before anything is measured.</summary>
    public static string Make(IReadOnlyList<ScheduleResult> results)
    {
        if (results.Count == 0)
        {
            return "";
        }

        MarkdownTable table = new(
            ["server", "readings a second", "viewers"], ["of a core", "range", "packs expected", "missing", "periods left out"]);
        foreach (ScheduleResult result in results)
        {
            table.Add(
                result.Server,
                MarkdownTable.Number(result.Rate),
                MarkdownTable.Number(result.Clients),
                Percent(result.Load),
                $"{Percent(result.MinLoad)} to {Percent(result.MaxLoad)}",
                MarkdownTable.Number(result.Expected),
                Percent(Math.Max(0, result.Missing)),
                result.Overruns is long overruns ? MarkdownTable.Number(overruns) : "");
        }

        return table.ToString();
    }

    private static string Percent(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);
}
