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
        Runs.Where(run => type(run.Block.Type)).Aggregate(default(Cost), (sum, run) => sum + (run.Block.Cost * run.Count));
}
