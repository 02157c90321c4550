using System.CommandLine;
using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Memory;
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
            BuildMethods(),
            BuildHeap(),
        };
        root.SetAction(_ => Print(Measurement.Make()));
        return root;
    }

    private Command BuildCheck()
    {
        Command command = new("check", "Fails if a figure is over its bar, or differs too much from the one that is committed.");
        command.SetAction(_ => Check(Measurement.Make()));
        return command;
    }

    private Command BuildUpdate()
    {
        Command command = new("update", "Writes the figures into the budget and the pages, then checks.");
        command.SetAction(_ =>
        {
            var measurement = Measurement.Make();
            measurement.Commit();
            return Check(measurement);
        });
        return command;
    }

    private Command BuildMethods()
    {
        Command command = new("methods", "Shows which methods the instructions of a whole step are in.");
        command.SetAction(_ => PrintMethods(Measurement.Make()));
        return command;
    }

    private Command BuildHeap()
    {
        Command command = new("heap", "Shows what takes the board's heap, the most first.");
        command.SetAction(_ => PrintHeap());
        return command;
    }

    private int PrintHeap()
    {
        // Before anything of shared/ is used.
        _ = Meter.OfShared;
        HeapReport.Write(output);
        return 0;
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
            errors.WriteLine("If that is as it should be, run: dotnet run --project tools/Performance/IlCost -- update");
        }

        return problems.Length == 0 ? 0 : 1;
    }

    private int Print(Measurement measurement)
    {
        foreach (Figure figure in measurement.Figures)
        {
            Print(figure.Name, figure.Cost);
        }

        return 0;
    }

    private int PrintMethods(Measurement measurement)
    {
        foreach (Figure figure in measurement.Figures.Where(figure => figure.Reading is not null))
        {
            output.WriteLine();
            Print(figure.Name, figure.Cost);
            foreach ((string method, Cost cost) in figure.Reading!.CostByMethod())
            {
                Print("  " + method, cost);
            }
        }

        return 0;
    }

    private void Print(string name, Cost cost) =>
        output.WriteLine(FormattableString.Invariant($"{cost.Rounded.Instructions,10:0.0}{cost.Rounded.Board,10:0.0}  {name}"));
}
