using System.CommandLine;
using Sensorcast.Benchmarks.Latency;
using Sensorcast.Benchmarks.Pairs;
using Sensorcast.Benchmarks.Report;

namespace Sensorcast.Benchmarks;

/// <summary>The command line.</summary>
internal sealed class BenchmarkCommands(TextWriter output, TextWriter errors)
{
    /// <summary>The command that latency is measured with, in a process of its own.</summary>
    public const string Serve = "serve";

    private readonly Option<bool> _dry = new("--dry") { Description = "Only shows that it works, in seconds, and writes nothing.", Recursive = true };

    public RootCommand Build() => new("Measures the server beside .NET's own parts and Kestrel, and how late readings arrive.")
    {
        _dry,
        BuildAll(),
        BuildPairs(),
        BuildLatency(),
        BuildPage(),
        BuildCheck(),
        BuildServe(),
    };

    private Command BuildAll()
    {
        Command command = new("all", "Measures everything and writes the results, docs/performance.md and its charts.");
        command.SetAction(async (parsed, _) =>
        {
            bool isDry = parsed.GetValue(_dry);
            Results results = new(Machine.Describe(), PairRun.Measure(PairRun.All, isDry), await MeasureLatencyAsync(isDry));
            Commit(results, isDry);
        });
        return command;
    }

    private Command BuildPairs()
    {
        Argument<string[]> names = new("names") { Description = "Which pairs; all if none is named.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. PairRun.All.Select(pair => pair.Name)]);
        Command command = new("pairs", "Measures pairs only, and writes those.") { names };
        command.SetAction(parsed =>
        {
            string[] wanted = parsed.GetValue(names) ?? [];
            Type[] pairs = [.. PairRun.All.Where(pair => wanted.Length == 0 || wanted.Contains(pair.Name))];
            bool isDry = parsed.GetValue(_dry);
            IReadOnlyList<PairResult> measured = PairRun.Measure(pairs, isDry);
            Commit(() => Results.Read().With(measured), isDry);
        });
        return command;
    }

    private Command BuildLatency()
    {
        Command command = new("latency", "Measures latency only, and writes that.");
        command.SetAction(async (parsed, _) =>
        {
            bool isDry = parsed.GetValue(_dry);
            IReadOnlyList<LatencyResult> measured = await MeasureLatencyAsync(isDry);
            Commit(() => Results.Read() with { Latencies = measured }, isDry);
        });
        return command;
    }

    private static Command BuildPage()
    {
        Command command = new("page", "Writes docs/performance.md and its charts from the committed results.");
        command.SetAction(_ => PerformancePage.Write(Results.Read()));
        return command;
    }

    private Command BuildCheck()
    {
        Command command = new("check", "Fails if docs/performance.md or a chart does not say what the committed results say.");
        command.SetAction(_ =>
        {
            string[] stale = [.. PerformancePage.Stale(Results.Read())];
            foreach (string file in stale)
            {
                errors.WriteLine($"{file} does not say what the results say: run dotnet run -c Release --project tools/Performance/Benchmarks -- page");
            }

            return stale.Length == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command BuildServe()
    {
        Command command = new(Serve, "The server for the measurement of latency.") { Hidden = true };
        command.SetAction(_ => LatencyServer.Run());
        return command;
    }

    private async Task<IReadOnlyList<LatencyResult>> MeasureLatencyAsync(bool isDry)
    {
        IReadOnlyList<LatencyResult> results = await new LatencyRun(output).MeasureAsync(isDry ? LatencyPlan.Dry : LatencyPlan.Full);
        output.WriteLine(PerformancePage.LatencyTable(results));
        return results;
    }

    private static void Commit(Results results, bool isDry) => Commit(() => results, isDry);

    private static void Commit(Func<Results> results, bool isDry)
    {
        if (!isDry)
        {
            Results all = results();
            all.Write();
            PerformancePage.Write(all);
        }
    }
}
