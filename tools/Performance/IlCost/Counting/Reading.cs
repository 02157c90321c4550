namespace Sensorcast.IlCost.Counting;

/// <summary>What a meter saw.</summary>
/// <param name="Runs">The blocks that ran, and how often each did.</param>
/// <param name="AllocatedBytes">What the runtime's own counter says was allocated.</param>
internal sealed record Reading(IReadOnlyList<(Block Block, long Count)> Runs, long AllocatedBytes)
{
    /// <summary>What it took altogether.</summary>
    public Cost Cost => CostWhere(_ => true) with { AllocatedBytes = AllocatedBytes };

    /// <summary>What the code of some types took, but for the bytes allocated, which nobody counts by type.</summary>
    /// <param name="type">Gets the type's full name.</param>
    public Cost CostWhere(Func<string, bool> type) =>
        Sum(Runs.Where(run => type(run.Block.Type)));

    /// <summary>What each method took itself, without those that it called: the one with the most instructions first.</summary>
    public IEnumerable<(string Method, Cost Cost)> CostByMethod() =>
        from run in Runs
        group run by $"{run.Block.Type}.{run.Block.Method}" into method
        let cost = Sum(method)
        orderby cost.Instructions descending
        select (method.Key, cost);

    private static Cost Sum(IEnumerable<(Block Block, long Count)> runs) =>
        runs.Aggregate(default(Cost), (sum, run) => sum + (run.Block.Cost * run.Count));
}
