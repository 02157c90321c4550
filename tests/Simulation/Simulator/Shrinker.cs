namespace Sensorcast.Simulator;

/// <summary>Leaves out of a failing run all that it fails without: actors, outages, minutes.</summary>
internal static class Shrinker
{
    public static int Shrink(Scenario scenario, TextWriter output)
    {
        ViolationException? violation = Campaign.Try(scenario, out _);
        if (violation == null)
        {
            output.WriteLine("This run is good: there is nothing to shrink.");
            return 0;
        }

        string property = violation.Property;
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (Scenario candidate in Candidates(scenario))
            {
                if (Campaign.Try(candidate, out _) is { } found && found.Property == property)
                {
                    (scenario, violation, isSmaller) = (candidate, found, true);
                    output.WriteLine($"still fails: {scenario}");
                    break;
                }
            }
        }

        output.WriteLine(Campaign.Describe(scenario, violation));
        return 1;
    }

    private static IEnumerable<Scenario> Candidates(Scenario scenario)
    {
        for (int minutes = 1; minutes < scenario.Minutes; minutes++)
        {
            yield return new Scenario(scenario.Seed, minutes, scenario.Without);
        }

        foreach (string part in scenario.Parts.Where(part => !scenario.Without.Contains(part)))
        {
            yield return new Scenario(scenario.Seed, scenario.Minutes, new HashSet<string>(scenario.Without) { part });
        }
    }
}
