using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Memory;
using Sensorcast.IlCost.Paths;
using Sensorcast.Reports;

namespace Sensorcast.IlCost;

/// <summary>Writes this tool's tables in docs/performance.md, docs/board.md and README.md.</summary>
internal static class PerformancePage
{
    /// <summary>Replaces the tables in docs/performance.md.</summary>
    /// <param name="page">The page.</param>
    /// <param name="figures">For the order and the bars.</param>
    /// <param name="budget">The figures.</param>
    public static string Update(string page, IReadOnlyList<Figure> figures, Budget budget)
    {
        page = GeneratedSection.Replace(page, "peers", Comparison.Table(Comparison.Of(budget)));
        page = GeneratedSection.Replace(page, "il-cost", PathTable(figures, budget));
        return GeneratedSection.Replace(page, "memory", MemoryTable(budget.Memory));
    }

    /// <summary>Replaces the tables in docs/board.md.</summary>
    /// <param name="page">The page.</param>
    /// <param name="budget">The figures.</param>
    public static string UpdateBoard(string page, Budget budget) =>
        GeneratedSection.Replace(page, "heap", $"{HeapReport.Table(budget.Heap)}\n{HeapReport.Table(budget.Memory)}");

    /// <summary>Replaces the figures in README.md.</summary>
    /// <param name="readme">The page.</param>
    /// <param name="budget">The figures.</param>
    public static string UpdateReadme(string readme, Budget budget) =>
        GeneratedSection.Replace(readme, "figures", Comparison.Table(Comparison.Of(budget).Where(comparison => comparison.IsOnReadme)));

    private static string PathTable(IReadOnlyList<Figure> figures, Budget budget)
    {
        MarkdownTable table = new(
            [""],
            ["instructions", "bar", "on the board", "calls", "interface calls", "library calls", "fields", "elements", "allocations"]);
        foreach (Figure figure in figures)
        {
            Cost cost = budget.Paths[figure.Name];
            table.Add(
                figure.Name,
                $"**{MarkdownTable.Number(cost.Instructions)}**",
                figure.MissedBar is int missed
                    ? $"{MarkdownTable.Number(missed)}, **not met**" : figure.Bar is int bar ? MarkdownTable.Number(bar) : "",
                MarkdownTable.Number(cost.Board),
                MarkdownTable.Number(cost.Calls),
                MarkdownTable.Number(cost.InterfaceCalls),
                MarkdownTable.Number(cost.LibraryCalls),
                MarkdownTable.Number(cost.Fields + cost.StaticFields),
                MarkdownTable.Number(cost.Elements),
                MarkdownTable.Number(cost.Allocations));
        }

        return table.ToString();
    }

    private static string MemoryTable(IReadOnlyList<MemoryFigure> figures)
    {
        MarkdownTable table = new([""], ["bytes on the board", "bytes on the desktop"]);
        foreach (MemoryFigure figure in figures)
        {
            table.Add(figure.Name, MarkdownTable.Number(figure.Board), MarkdownTable.Number(figure.Desktop));
        }

        return table.ToString();
    }
}
