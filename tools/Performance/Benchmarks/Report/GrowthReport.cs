using System.Globalization;
using Sensorcast.Benchmarks.Growth;
using Sensorcast.Reports;

namespace Sensorcast.Benchmarks.Report;

/// <summary>The server's load with more clients, and with more channels.</summary>
internal static class GrowthReport
{
    /// <summary>The table, and the charts' places. Empty before anything is measured.</summary>
    public static string Make(IReadOnlyList<GrowthResult> results)
    {
        if (results.Count == 0)
        {
            return "";
        }

        MarkdownTable table = new(
            ["clients", "channels"], ["of a core", "each client", "each channel", "packs", "packs left out", "memory"]);
        foreach (GrowthResult result in results)
        {
            table.Add(
                MarkdownTable.Number(result.Clients),
                MarkdownTable.Number(result.Channels),
                result.Load.ToString("0.0 %", CultureInfo.InvariantCulture),
                Microseconds(result.TimeOfClient),
                Microseconds(result.TimeOfChannel),
                MarkdownTable.Number(result.Packs),
                MarkdownTable.Number(result.Skipped),
                $"{result.Memory / 1e6:0} MB");
        }

        return $"""
            {table}
            ![Processor time of each client](performance/growth-clients.svg)

            ![Processor time of each channel](performance/growth-channels.svg)

            """;
    }

    /// <summary>The charts: file names and contents.</summary>
    public static IEnumerable<(string Name, string Svg)> Charts(IReadOnlyList<GrowthResult> results)
    {
        if (results.Count == 0)
        {
            yield break;
        }

        // Those with the usual number of channels come first, and as many follow.
        GrowthResult[] byClients = [.. results.Take(results.Count / 2)];
        GrowthResult[] byChannels = [.. results.Skip(results.Count / 2)];
        yield return ("growth-clients.svg", Chart(
            $"Processor time of each client, for a period of {GrowthRun.Usual} channels",
            byClients.Select(result => Count(result.Clients, "client")),
            byClients.Select(result => result.TimeOfClient)));
        yield return ("growth-channels.svg", Chart(
            $"Processor time of each channel, for a reading to {GrowthRun.Usual} clients",
            byChannels.Select(result => Count(result.Channels, "channel")),
            byChannels.Select(result => result.TimeOfChannel)));
    }

    private static string Chart(string title, IEnumerable<string> names, IEnumerable<double> times) =>
        new BarChart(title, "microseconds", [.. names], [new BarGroup("each", [.. times.Select(time => Math.Round(time, 1))])]).ToSvg();

    private static string Count(int count, string what) => $"{MarkdownTable.Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Microseconds(double value) => $"{value.ToString("0.0", CultureInfo.InvariantCulture)} µs";
}
