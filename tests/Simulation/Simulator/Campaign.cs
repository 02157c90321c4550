using System.Diagnostics;

namespace Sensorcast.Simulator;

/// <summary>Runs seed after seed until one fails.</summary>
/// <param name="Runs">How many seeds ran.</param>
/// <param name="Steps">How many steps the servers made.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Failure">What failed and how to repeat it, or null.</param>
internal sealed record Campaign(int Runs, long Steps, TimeSpan Elapsed, string? Failure)
{
    public static Campaign Run(ulong first, int count, int minutes, IReadOnlySet<string> without)
    {
        var time = Stopwatch.StartNew();
        long steps = 0;
        for (int i = 0; i < count; i++)
        {
            var scenario = new Scenario(first + (ulong)i, minutes, without);
            ViolationException? violation = Try(scenario, out long own);
            steps += own;
            if (violation != null)
            {
                return new Campaign(i + 1, steps, time.Elapsed, Describe(scenario, violation));
            }
        }

        return new Campaign(count, steps, time.Elapsed, null);
    }

    /// <summary>Runs one scenario.</summary>
    /// <returns>What failed, or null.</returns>
    public static ViolationException? Try(Scenario scenario, out long steps, TextWriter? trace = null)
    {
        steps = 0;
        try
        {
            steps = Simulation.Run(scenario, trace);
            return null;
        }
        catch (ViolationException violation)
        {
            return violation;
        }
    }

    public static string Describe(Scenario scenario, ViolationException violation) =>
        $"FAILED {violation.Message}\n  repeat: dotnet run -c Release --project tests/Simulation/Simulator -- {scenario}\n"
            + "  shrink: add --shrink";
}
