using System.Text.Json;
using Microsoft.Playwright;
using static System.FormattableString;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>What Chromium measures of a page: its main thread and its memory.</summary>
internal sealed class PageMetrics
{
    private readonly ICDPSession _session;

    private PageMetrics(ICDPSession session) => _session = session;

    /// <summary>Counts the time that the thread has run, not the time that has passed: other programs do not count.</summary>
    public static async Task<PageMetrics> OfAsync(IPage page)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
        return new(session);
    }

    /// <summary>All of them now, by their names.</summary>
    public async Task<Dictionary<string, double>> ReadAsync() =>
        (await _session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(metric => metric.GetProperty("name").GetString()!, metric => metric.GetProperty("value").GetDouble());

    /// <summary>The bytes that are used once all garbage is gone.</summary>
    public async Task<(double Heap, double Arrays)> ReadMemoryAsync()
    {
        await _session.SendAsync("HeapProfiler.collectGarbage");
        JsonElement usage = (await _session.SendAsync("Runtime.getHeapUsage"))!.Value;
        return (usage.GetProperty("usedSize").GetDouble(), usage.GetProperty("backingStorageSize").GetDouble());
    }

    /// <summary>What the main thread did between two readings, for a report.</summary>
    public static string Summary(Dictionary<string, double> before, Dictionary<string, double> after, int seconds)
    {
        string PerSecond(string metric) => Invariant($"{1000 * (after[metric] - before[metric]) / seconds:F0} ms");
        return $"each second: script {PerSecond("ScriptDuration")}, style and layout {PerSecond("RecalcStyleDuration")} and "
            + $"{PerSecond("LayoutDuration")}, all tasks {PerSecond("TaskDuration")}";
    }

    public static string Quantiles(double[] values) =>
        Invariant($"median {Quantile(values, 0.5):F1}, 95% {Quantile(values, 0.95):F1}")
        + Invariant($", 99% {Quantile(values, 0.99):F1}, max {values.Max():F1}");

    public static double Quantile(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));
}
