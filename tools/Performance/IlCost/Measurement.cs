using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Memory;
using Sensorcast.IlCost.Paths;
using Sensorcast.Tests.Shared;

namespace Sensorcast.IlCost;

/// <summary>All figures of this build, compared with the committed ones.</summary>
internal sealed class Measurement
{
    private static readonly string PagePath = Path.Combine(Repository.Root, "docs", "performance.md");
    private static readonly string BoardPath = Path.Combine(Repository.Root, "docs", "board.md");
    private static readonly string ReadmePath = Path.Combine(Repository.Root, "README.md");
    private static readonly string ChartPath = Path.Combine(Repository.Root, "docs", "performance", "peers.svg");
    private static readonly string BudgetPath = Path.Combine(Repository.Root, "tools", "Performance", "IlCost", "budget.json");

    private Measurement(IReadOnlyList<Figure> figures, Budget budget)
    {
        Figures = figures;
        Current = budget;
    }

    public IReadOnlyList<Figure> Figures { get; }

    /// <summary>The figures as they would be committed.</summary>
    public Budget Current { get; }

    public static Measurement Make()
    {
        // Before anything of shared/ is used.
        _ = Meter.OfShared;
        IReadOnlyList<Figure> figures = HotPaths.Measure();
        return new Measurement(figures, Budget.Of(figures, MemoryFigures.Measure(), HeapSetups.Measure()));
    }

    /// <summary>Writes the budget, the pages and the chart.</summary>
    public void Commit()
    {
        Current.Write(BudgetPath);
        foreach ((string path, string text) in Files(Current))
        {
            File.WriteAllText(path, text);
        }
    }

    /// <summary>Reports what is wrong with the figures, or with the pages.</summary>
    public IEnumerable<string> Problems()
    {
        Budget committed = Budget.Read(BudgetPath);
        string[] problems = [.. Bars.Problems(Figures), .. committed.Differences(Current)];
        return problems.Length > 0 ? problems : Files(committed)
            .Where(file => Read(file.Path) != file.Text)
            .Select(file => $"{Path.GetRelativePath(Repository.Root, file.Path)} does not say what the budget says");
    }

    private IEnumerable<(string Path, string Text)> Files(Budget budget)
    {
        yield return (PagePath, PerformancePage.Update(Read(PagePath), Figures, budget));
        yield return (BoardPath, PerformancePage.UpdateBoard(Read(BoardPath), budget));
        yield return (ReadmePath, PerformancePage.UpdateReadme(Read(ReadmePath), budget));
        yield return (ChartPath, Comparison.Chart(budget).ToSvg());
    }

    private static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
