using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Memory;
using Sensorcast.IlCost.Paths;
using Sensorcast.Tests.Shared;

namespace Sensorcast.IlCost;

/// <summary>All figures of this build, held against what is committed.</summary>
internal sealed class Measurement
{
    private static readonly string PagePath = Path.Combine(Repository.Root, "docs", "performance.md");
    private static readonly string BudgetPath = Path.Combine(Repository.Root, "tools", "IlCost", "budget.json");

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
        return new Measurement(figures, Budget.Of(figures, MemoryFigures.Measure()));
    }

    /// <summary>Writes the budget and the page.</summary>
    public void Commit()
    {
        Current.Write(BudgetPath);
        File.WriteAllText(PagePath, PerformancePage.Update(ReadPage(), Figures, Current));
    }

    /// <summary>Tells what is wrong with the figures, or with the page.</summary>
    public IEnumerable<string> Problems()
    {
        Budget committed = Budget.Read(BudgetPath);
        string[] problems = [.. Bars.Problems(Figures), .. committed.Differences(Current)];
        bool isFresh = problems.Length > 0 || ReadPage() == PerformancePage.Update(ReadPage(), Figures, committed);
        return isFresh ? problems : ["docs/performance.md does not say what the budget says"];
    }

    private static string ReadPage() => File.ReadAllText(PagePath).ReplaceLineEndings("\n");
}
