using System.Reflection;
using System.Runtime.Loader;
using Mono.Cecil;

namespace Sensorcast.IlCost.Counting;

/// <summary>Counts the cost of code in an assembly with counters.</summary>
internal sealed class Meter
{
    private const string Measured = "Sensorcast";

    private readonly IReadOnlyList<Block> _blocks;
    private readonly long[] _counts;

    private Meter(IReadOnlyList<Block> blocks, long[] counts)
    {
        _blocks = blocks;
        _counts = counts;
    }

    /// <summary>
    /// The meter of <c>shared/</c>. Must be read before any code of that runs, since it decides which assembly is loaded.
    /// </summary>
    public static Meter OfShared { get; } = Load();

    /// <summary>Loads the assembly that a module is, with counters added.</summary>
    public static (Meter Meter, Assembly Assembly) Load(ModuleDefinition module)
    {
        IReadOnlyList<Block> blocks = Instrumentation.AddTo(module);
        using MemoryStream stream = new();
        module.Write(stream);
        stream.Position = 0;
        Assembly assembly = AssemblyLoadContext.Default.LoadFromStream(stream);
        long[] counts = new long[blocks.Count];
        assembly.GetType(Instrumentation.CounterType, throwOnError: true)!.GetField(Instrumentation.CounterField)!.SetValue(null, counts);
        return (new Meter(blocks, counts), assembly);
    }

    /// <summary>Runs an action and returns its cost.</summary>
    public Reading Measure(Action run)
    {
        long[] before = [.. _counts];
        long allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        run();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        return new Reading([.. _blocks.Select((block, i) => (block, _counts[i] - before[i])).Where(run => run.Item2 > 0)], allocated);
    }

    private static Meter Load()
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(BuildOutput.Path("MeasuredShared", Measured + ".dll"));
        (Meter meter, Assembly assembly) = Load(module);
        AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == Measured ? assembly : null;
        return meter;
    }
}
