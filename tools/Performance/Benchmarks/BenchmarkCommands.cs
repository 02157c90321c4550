using System.CommandLine;
using Sensorcast.Benchmarks.Growth;
using Sensorcast.Benchmarks.Latency;
using Sensorcast.Benchmarks.Pairs;
using Sensorcast.Benchmarks.Peers;
using Sensorcast.Benchmarks.Report;
using Sensorcast.Benchmarks.Schedule;

namespace Sensorcast.Benchmarks;

/// <summary>The command line.</summary>
internal sealed class BenchmarkCommands(TextWriter output, TextWriter errors)
{
    /// <summary>The command that starts the server for the measurement of latency, in a process of its own.</summary>
    public const string Serve = "serve";

    private readonly Option<bool> _dry =
        new("--dry") { Description = "A short run that only shows that it works, and writes nothing.", Recursive = true };

    public RootCommand Build() => new("Measures the server beside .NET's own parts and Kestrel, and how late readings arrive.")
    {
        _dry,
        BuildAll(),
        BuildPairs(),
        BuildLatency(),
        BuildSchedule(),
        BuildGrowth(),
        BuildPeers(),
        BuildPage(),
        BuildCheck(),
        BuildServe(),
        BuildServePeer(),
    };

    private Command BuildAll()
    {
        Command command = new("all", "Measures everything and writes the results, docs/performance.md and its charts.");
        command.SetAction(async (parsed, _) =>
        {
            bool isDry = parsed.GetValue(_dry);
            Results results = new(
                Machine.Describe(),
                PairRun.Measure(PairRun.All, isDry),
                await MeasureLatencyAsync(isDry),
                await MeasurePeersAsync(isDry),
                await MeasureGrowthAsync(isDry),
                await MeasureScheduleAsync(isDry));
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

    private Command BuildSchedule()
    {
        Command command = new("schedule", "Measures only the Host's load and missed readings with its demo, and writes that.");
        command.SetAction(async (parsed, _) =>
        {
            bool isDry = parsed.GetValue(_dry);
            IReadOnlyList<ScheduleResult> measured = await MeasureScheduleAsync(isDry);
            Commit(() => Results.Read() with { Schedule = measured }, isDry);
        });
        return command;
    }

    private Command BuildGrowth()
    {
        Command command = new("growth", "Measures only the load of more clients and more channels, and writes that.");
        command.SetAction(async (parsed, _) =>
        {
            bool isDry = parsed.GetValue(_dry);
            IReadOnlyList<GrowthResult> measured = await MeasureGrowthAsync(isDry);
            Commit(() => Results.Read() with { Growth = measured }, isDry);
        });
        return command;
    }

    private Command BuildPeers()
    {
        Argument<string[]> names = new("servers")
        {
            Description = "Which servers; all if none is named. Only all are written.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.AcceptOnlyFromAmong([.. Peer.Names]);
        Command command = new("peers", "Measures only our server beside others on the same work, and writes that.") { names };
        command.SetAction(async (parsed, _) =>
        {
            bool isDry = parsed.GetValue(_dry);
            string[] wanted = parsed.GetValue(names) ?? [];
            IReadOnlyList<PeerResult> measured = await MeasurePeersAsync(isDry, wanted);
            Commit(() => Results.Read() with { Peers = measured }, isDry || wanted.Length > 0);
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
                errors.WriteLine(
                    $"{file} does not say what the results say: run dotnet run -c Release --project tools/Performance/Benchmarks -- page");
            }

            return stale.Length == 0 ? 0 : 1;
        });
        return command;
    }

    private static Command BuildServe()
    {
        Argument<int> clients = new("clients");
        Argument<int> channels = new("channels");
        Argument<int> rate = new("rate");
        Command command = new(Serve, "The server for the measurement of latency and growth.") { clients, channels, rate };
        command.Hidden = true;
        command.SetAction(parsed => LatencyServer.Run(parsed.GetValue(clients), parsed.GetValue(channels), parsed.GetValue(rate)));
        return command;
    }

    private static Command BuildServePeer()
    {
        Argument<string> name = new("name");
        Argument<string> task = new("task");
        Command command = new(Peer.Command, "A server for the comparison with others.") { name, task };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            bool broadcasts = parsed.GetValue(task) == Peer.Broadcast;
            return parsed.GetValue(name) == Peer.Kestrel ? await KestrelPeer.RunAsync(broadcasts) : SensorcastPeer.Run(broadcasts);
        });
        return command;
    }

    private async Task<IReadOnlyList<PeerResult>> MeasurePeersAsync(bool isDry, params string[] servers)
    {
        IReadOnlyList<PeerResult> results = await new PeerRun(output).MeasureAsync(isDry ? PeerPlan.Dry : PeerPlan.Full, servers);
        output.WriteLine(PeerTable.Make(results));
        return results;
    }

    private async Task<IReadOnlyList<ScheduleResult>> MeasureScheduleAsync(bool isDry)
    {
        IReadOnlyList<ScheduleResult> results = await new ScheduleRun(output).MeasureAsync(isDry ? SchedulePlan.Dry : SchedulePlan.Full);
        output.WriteLine(ScheduleTable.Make(results));
        return results;
    }

    private async Task<IReadOnlyList<GrowthResult>> MeasureGrowthAsync(bool isDry)
    {
        IReadOnlyList<GrowthResult> results = await new GrowthRun(output).MeasureAsync(isDry ? GrowthPlan.Dry : GrowthPlan.Full);
        output.WriteLine(GrowthReport.Make(results));
        return results;
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
