namespace Sensorcast.IlCost.Counting;

/// <summary>A meter's reading.</summary>
/// <param name="Runs">The blocks that ran, and how often each did.</param>
/// <param name="AllocatedBytes">The bytes allocated, by the runtime's own counter.</param>
internal sealed record Reading(IReadOnlyList<(Block Block, long Count)> Runs, long AllocatedBytes)
{
    /// <summary>The total cost.</summary>
    public Cost Cost => CostWhere(_ => true) with { AllocatedBytes = AllocatedBytes };

    /// <summary>The cost of some types' code, without the bytes allocated, which are not counted by type.</summary>
    /// <param name="type">Gets the type's full name.</param>
    public Cost CostWhere(Func<string, bool> type) =>
        Sum(Runs.Where(run => type(run.Block.Type)));

    /// <summary>The cost of each method, without those that it called: the one with the most instructions first.</summary>
    public IEnumerable<(string Method, Cost Cost)> CostByMethod() =>
        from run in Runs
        group run by $"{run.Block.Type}.{run.Block.Method}" into method
        let cost = Sum(method)
        orderby cost.Instructions descending
        select (method.Key, cost);

    private static Cost Sum(IEnumerable<(Block Block, long Count)> runs) =>
        runs.Aggregate(default(Cost), (sum, run) => sum + (run.Block.Cost * run.Count));
}
