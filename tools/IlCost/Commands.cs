using System.CommandLine;
using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Paths;

namespace Sensorcast.IlCost;

/// <summary>The command line.</summary>
internal sealed class Commands(TextWriter output, TextWriter errors)
{
    public RootCommand Build()
    {
        RootCommand root = new("Counts the IL instructions that the server's hot paths take, and its memory.")
        {
            BuildCheck(),
            BuildUpdate(),
        };
        root.SetAction(_ => Print(Measurement.Make()));
        return root;
    }

    private Command BuildCheck()
    {
        Command command = new("check", "Fails if a figure is over its bar, or differs by more than 5 % from the one that is committed.");
        command.SetAction(_ => Check(Measurement.Make()));
        return command;
    }

    private Command BuildUpdate()
    {
        Command command = new("update", "Writes the figures into the budget and docs/performance.md, then checks.");
        command.SetAction(_ =>
        {
            var measurement = Measurement.Make();
            measurement.Commit();
            return Check(measurement);
        });
        return command;
    }

    private int Check(Measurement measurement)
    {
        string[] problems = [.. measurement.Problems()];
        foreach (string problem in problems)
        {
            errors.WriteLine(problem);
        }

        if (problems.Length > 0)
        {
            errors.WriteLine("If that is as it should be, run: dotnet run --project tools/IlCost -- update");
        }

        return problems.Length == 0 ? 0 : 1;
    }

    private int Print(Measurement measurement)
    {
        foreach (Figure figure in measurement.Figures)
        {
            Cost cost = figure.Cost.Rounded;
            output.WriteLine(FormattableString.Invariant($"{cost.Instructions,10:0.0}{cost.Board,10:0.0}  {figure.Name}"));
        }

        return 0;
    }
}
