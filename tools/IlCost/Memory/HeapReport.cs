using Sensorcast.Server;

namespace Sensorcast.IlCost.Memory;

/// <summary>Shows where the board's heap goes.</summary>
internal static class HeapReport
{
    public static void Write(TextWriter output)
    {
        HeapWalk walk = new();
        walk.AddStatics(typeof(SensorServer).Assembly);
        Group(output, walk.Items);
        int n = walk.Items.Count;
        walk.Add(ServerMemory.Make(8, 7, 60));
        Group(output, walk.Items.Skip(n));
    }

    private static void Group(TextWriter output, IEnumerable<HeapItem> items)
    {
        output.WriteLine(items.Sum(i => i.Bytes));
        foreach (var g in items.GroupBy(i => (i.Room, i.What)).OrderByDescending(g => g.Sum(i => i.Bytes)))
        {
            output.WriteLine($"{g.Sum(i => i.Bytes),7} {g.Count(),4} {g.Key}");
        }
    }
}
