using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Benchmarks.Pairs;

/// <summary>Measures the pairs with BenchmarkDotNet, in this process: the two sides of each one after the other.</summary>
internal static class PairRun
{
    /// <summary>The classes of all pairs, in the order of the page.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(FrameWriting), typeof(FrameReading), typeof(Unmasking), typeof(KeyHashing), typeof(AcceptKeys), typeof(Handshaking),
        typeof(TextValidation),
        typeof(PackEncoding), typeof(Broadcasting), typeof(IdleStep),
    ];

    private static readonly Job Full = Job.Default
        .WithWarmupCount(4)
        .WithIterationCount(12)
        .WithIterationTime(TimeInterval.FromMilliseconds(100));

    /// <summary>Measures some pairs.</summary>
    /// <param name="pairs">Their classes.</param>
    /// <param name="isDry">Whether each runs only once, to show that it works.</param>
    /// <exception cref="InvalidOperationException">One of them failed.</exception>
    public static IReadOnlyList<PairResult> Measure(IEnumerable<Type> pairs, bool isDry)
    {
        Job job = (isDry ? Job.Dry : Full).WithToolchain(InProcessEmitToolchain.Instance);
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "benchmarks"));
        config = isDry ? config.WithOptions(ConfigOptions.DisableOptimizationsValidator) : config;
        return [.. pairs.SelectMany(pair => Results(BenchmarkRunner.Run(pair, config)))];
    }

    private static IEnumerable<PairResult> Results(Summary summary)
    {
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
        {
            throw new InvalidOperationException($"{summary.Title} failed");
        }

        return summary.Reports.Select(report => new PairResult(
            report.BenchmarkCase.Descriptor.Type.Name,
            string.Join(", ", report.BenchmarkCase.Parameters.Items.Select(item => $"{item.Value}")),
            report.BenchmarkCase.Descriptor.WorkloadMethod.Name,
            Math.Round(report.ResultStatistics!.Median, 2),
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0));
    }
}
