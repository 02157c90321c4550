using System.Globalization;
using Sensorcast.Benchmarks.Latency;
using Sensorcast.Benchmarks.Pairs;
using Sensorcast.Reports;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Benchmarks.Report;

/// <summary>Writes the sections of docs/performance.md that are measured, and their charts.</summary>
internal static class PerformancePage
{
    private const string DotNet = ".NET";

    private static readonly string PagePath = Path.Combine(Repository.Root, "docs", "performance.md");
    private static readonly string ChartFolder = Path.Combine(Repository.Root, "docs", "performance");

    /// <summary>Writes the page and the charts.</summary>
    public static void Write(Results results)
    {
        foreach ((string path, string text) in Files(results))
        {
            File.WriteAllText(path, text);
        }
    }

    /// <summary>The files that differ from the results.</summary>
    public static IEnumerable<string> Stale(Results results) =>
        Files(results).Where(file => !File.Exists(file.Path) || Read(file.Path) != file.Text)
            .Select(file => Path.GetRelativePath(Repository.Root, file.Path));

    /// <summary>How late readings arrive.</summary>
    public static string LatencyTable(IEnumerable<LatencyResult> results)
    {
        MarkdownTable table = new([""], ["readings", "p50", "p99", "p99.9", "packs missing", "packs left out for the stalled one"]);
        foreach (LatencyResult result in results)
        {
            table.Add(
                result.Name,
                MarkdownTable.Number(result.Readings),
                Milliseconds(result.Median),
                Milliseconds(result.P99),
                Milliseconds(result.P999),
                MarkdownTable.Number(result.Missing),
                result.HasStalled ? MarkdownTable.Number(result.Skipped) : "");
        }

        return table.ToString();
    }

    private static IEnumerable<(string Path, string Text)> Files(Results results)
    {
        yield return (PagePath, Update(Read(PagePath), results));
        yield return (Path.Combine(ChartFolder, "pairs.svg"), Charts.OfPairs(results).ToSvg());
        yield return (Path.Combine(ChartFolder, "latency.svg"), Charts.OfLatencies(results.Latencies).ToSvg());
        foreach ((string name, string svg) in GrowthReport.Charts(results.Growth))
        {
            yield return (Path.Combine(ChartFolder, name), svg);
        }
    }

    private static string Update(string page, Results results)
    {
        (string Name, string Content)[] sections =
        [
            ("machine", $"{results.Machine}.\n"),
            ("frames", PairTable.Make(results, Names.Frames, DotNet)),
            ("handshake", PairTable.Make(results, Names.Handshake, DotNet)),
            ("text", PairTable.Make(results, Names.Text, DotNet)),
            ("packs", PairTable.Make(results, Names.Packs, DotNet)),
            ("pack-sizes", PackSizes()),
            ("server", $"{PairTable.Make(results, Names.Server, DotNet)}\n{IdleStepOfEach(results)}"),
            ("latency", LatencyTable(results.Latencies)),
            ("schedule", ScheduleTable.Make(results.Schedule)),
            ("growth", GrowthReport.Make(results.Growth)),
            ("others", PeerTable.Make(results.Peers)),
        ];
        return sections.Aggregate(page, (text, section) => GeneratedSection.Replace(text, section.Name, section.Content));
    }

    private static string PackSizes()
    {
        int[] records = [1, 8, 32];
        MarkdownTable table = new(["bytes"], [.. records.Select(Names.Records)]);
        foreach (string encoding in new[] { "CBOR", "JSON" })
        {
            table.Add([encoding, .. records.Select(count => $"{PackEncoding.Size(encoding, count)}")]);
        }

        return table.ToString();
    }

    private static string IdleStepOfEach(Results results)
    {
        const int Few = 1;
        const int Many = 64;
        double time(int clients) => results.Find(nameof(IdleStep), $"{clients}", nameof(IdleStep.Ours))!.Nanoseconds;
        return $"Each client adds {PairTable.Time((time(Many) - time(Few)) / (Many - Few))} to an idle step.\n";
    }

    private static string Milliseconds(double value) => $"{value.ToString("0.00", CultureInfo.InvariantCulture)} ms";

    private static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
