using System.CommandLine;

namespace Sensorcast.Flash;

/// <summary>Puts firmware, Wi-Fi configuration and application on a board, with nanoFramework's own tool nanoff.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static int Main(string[] args)
    {
        ParseResult parsed = FlashCommand.Create(Run).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} Try --help.");
            return WrongUsage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is FlashException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }
    }

    private static int Run(FlashSettings settings)
    {
        Checkout checkout = Checkout.Find();
        if (settings.Init)
        {
            WifiFile.Create(checkout.WifiFile);
            Console.WriteLine($"Made {checkout.WifiFile}: write the network's name and password into it. Git ignores it.");
            return 0;
        }

        // Everything is checked before anything is run, so that no board is half flashed.
        var plan = FlashPlan.Create(settings, checkout);
        string[] problems = [.. plan.PortProblem is string noPort ? [noPort] : Array.Empty<string>(), .. plan.Problems];
        if (problems.Length > 0 && !settings.DryRun)
        {
            throw new FlashException(string.Join(Environment.NewLine, problems));
        }

        IReadOnlyList<FlashStep> steps = plan.Steps;
        for (int i = 0; i < steps.Count; i++)
        {
            Console.WriteLine($"# {i + 1}/{steps.Count}: {steps[i].Title}");
            Console.WriteLine(steps[i].CommandLine);
            if (settings.DryRun)
            {
                continue;
            }

            int code = CommandRunner.Run(steps[i]);
            if (code != 0)
            {
                throw new FlashException(Failure(steps, i, code));
            }
        }

        if (problems.Length > 0)
        {
            // Without a board attached a dry run still says what it would do.
            Console.Error.WriteLine($"Missing before this can run:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}");
            return plan.Problems.Count > 0 ? Failed : 0;
        }

        if (!settings.SkipDeploy && !plan.SendsWifi)
        {
            Console.WriteLine(
                "# A board that has no Wi-Fi yet opens an access point, sensorcast- and the last three bytes of its MAC address.");
            Console.WriteLine("# Join it with a phone and choose the board's network there: see docs/setup.md.");
        }

        if (!settings.SkipDeploy)
        {
            Console.WriteLine(
                "# Then open http://sensorcast-a1b2c3.local/ on the same network, "
                    + "with the last three bytes of the MAC address: see docs/names.md.");
            Console.WriteLine("# Not found? The board writes its address to its debug output: see docs/flash.md.");
        }

        return 0;
    }

    private static string Failure(IReadOnlyList<FlashStep> steps, int failed, int code)
    {
        FlashStep step = steps[failed];
        string message =
            $"Step {failed + 1}/{steps.Count} failed ({step.Title}): {step.Program} ended with exit code {code}; what it printed is above."
            + $"{Environment.NewLine}{step.Hint}";
        return failed == 0
            ? message
            : $"{message}{Environment.NewLine}To go on from here, add "
                + $"{string.Join(' ', steps.Take(failed).Select(done => done.SkipOption))}.";
    }
}
