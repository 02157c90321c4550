using System.Globalization;
using System.Text;
using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Memory;
using Sensorcast.IlCost.Paths;

namespace Sensorcast.IlCost;

/// <summary>Writes the tables of docs/performance.md that this tool makes.</summary>
internal static class PerformancePage
{
    /// <summary>Replaces the tables in a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="figures">Tell the order and the bars.</param>
    /// <param name="budget">Tells the figures.</param>
    public static string Update(string page, IReadOnlyList<Figure> figures, Budget budget)
    {
        page = GeneratedSection.Replace(page, "il-cost", PathTable(figures, budget));
        return GeneratedSection.Replace(page, "memory", MemoryTable(budget.Memory));
    }

    private static string PathTable(IReadOnlyList<Figure> figures, Budget budget)
    {
        StringBuilder table = new(
            """
            | | instructions | bar | on the board | calls | interface calls | library calls | fields | elements | allocations |
            | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |

            """);
        foreach (Figure figure in figures)
        {
            Cost cost = budget.Paths[figure.Name];
            table.Append(Row(
                figure.Name,
                $"**{Number(cost.Instructions)}**",
                figure.MissedBar is int missed ? $"{Number(missed)}, **not met**" : figure.Bar is int bar ? Number(bar) : "",
                Number(cost.Board),
                Number(cost.Calls),
                Number(cost.InterfaceCalls),
                Number(cost.LibraryCalls),
                Number(cost.Fields + cost.StaticFields),
                Number(cost.Elements),
                Number(cost.Allocations)));
        }

        return table.ToString();
    }

    private static string MemoryTable(IReadOnlyList<MemoryFigure> figures)
    {
        StringBuilder table = new(
            """
            | | bytes on the board | bytes on the desktop |
            | --- | --: | --: |

            """);
        foreach (MemoryFigure figure in figures)
        {
            table.Append(Row(figure.Name, Number(figure.Board), Number(figure.Desktop)));
        }

        return table.ToString();
    }

    private static string Row(params string[] cells) => $"| {string.Join(" | ", cells)} |\n";

    private static string Number(double value) => value.ToString(value < 100 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);
}
