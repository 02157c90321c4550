using System.CommandLine;
using System.Globalization;

namespace Sensorcast.Simulator;

/// <summary>The commands of the simulator.</summary>
internal static class Commands
{
    private static readonly Option<ulong?> SeedOption = new("--seed") { Description = "Run this seed only." };

    private static readonly Option<int> SeedsOption =
        new("--seeds") { Description = "How many seeds to run.", DefaultValueFactory = _ => 100 };

    private static readonly Option<ulong> FirstOption =
        new("--first") { Description = "The first of the seeds.", DefaultValueFactory = _ => 1 };

    private static readonly Option<int> MinutesOption =
        new("--minutes") { Description = "Simulated minutes of each run.", DefaultValueFactory = _ => 10 };

    private static readonly Option<string> WithoutOption =
        new("--without") { Description = "What to leave out, as the shrinker says.", DefaultValueFactory = _ => string.Empty };

    private static readonly Option<bool> TraceOption = new("--trace") { Description = "Write what happens, event by event." };

    private static readonly Option<bool> ShrinkOption = new("--shrink") { Description = "Look for the smallest run that still fails." };

    public static RootCommand Make()
    {
        var root = new RootCommand("Runs the server through bad weather, each run from one seed, and checks every step.")
        {
            SeedOption, SeedsOption, FirstOption, MinutesOption, WithoutOption, TraceOption, ShrinkOption,
        };
        root.SetAction(Run);
        return root;
    }

    private static int Run(ParseResult parsed)
    {
        int minutes = parsed.GetValue(MinutesOption);
        HashSet<string> without = [.. parsed.GetRequiredValue(WithoutOption).Split(',', StringSplitOptions.RemoveEmptyEntries)];
        if (parsed.GetValue(SeedOption) is not { } seed)
        {
            return RunMany(parsed.GetValue(FirstOption), parsed.GetValue(SeedsOption), minutes, without);
        }

        var scenario = new Scenario(seed, minutes, without);
        if (parsed.GetValue(ShrinkOption))
        {
            return Shrinker.Shrink(scenario, Console.Out);
        }

        ViolationException? violation = Campaign.Try(scenario, out long steps, parsed.GetValue(TraceOption) ? Console.Out : null);
        Console.WriteLine(violation == null ? $"good: {steps} steps" : Campaign.Describe(scenario, violation));
        return violation == null ? 0 : 1;
    }

    private static int RunMany(ulong first, int count, int minutes, HashSet<string> without)
    {
        Campaign campaign = Campaign.Run(first, count, minutes, without);
        Console.WriteLine(campaign.Failure ?? string.Create(
            CultureInfo.InvariantCulture,
            $"{campaign.Runs} seeds of {minutes} simulated minutes, no violation: {campaign.Steps} steps in {campaign.Elapsed.TotalSeconds:0} s, "
            + $"{campaign.Runs / campaign.Elapsed.TotalSeconds:0.0} seeds/s"));
        return campaign.Failure == null ? 0 : 1;
    }
}
