using System.Text.Encodings.Web;
using System.Text.Json;
using Sensorcast.IlCost.Counting;
using Sensorcast.IlCost.Memory;
using Sensorcast.IlCost.Paths;

namespace Sensorcast.IlCost;

/// <summary>The committed figures, which new ones are compared with.</summary>
/// <param name="Paths">The cost of each hot path, by its name.</param>
/// <param name="Memory">The memory of each object.</param>
/// <param name="Heap">The board's heap that whole programs take.</param>
internal sealed record Budget(IReadOnlyDictionary<string, Cost> Paths, IReadOnlyList<MemoryFigure> Memory, IReadOnlyList<HeapSetup> Heap)
{
    /// <summary>The tolerance of a figure before it must be committed anew.</summary>
    private const double Tolerance = 0.05;

    /// <summary>The same of a whole program's heap.</summary>
    private const double HeapTolerance = 0.02;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Budget Of(IEnumerable<Figure> paths, IReadOnlyList<MemoryFigure> memory, IReadOnlyList<HeapSetup> heap) =>
        new(paths.ToDictionary(figure => figure.Name, figure => figure.Cost.Rounded), memory, heap);

    public static Budget Read(string path) => JsonSerializer.Deserialize<Budget>(File.ReadAllText(path), Format)!;

    public void Write(string path) => File.WriteAllText(path, (JsonSerializer.Serialize(this, Format) + "\n").ReplaceLineEndings("\n"));

    /// <summary>Reports the figures that exceed the budget, or are so far below it that it no longer limits anything.</summary>
    public IEnumerable<string> Differences(Budget current) =>
    [
        .. Differences(Paths, current.Paths, cost => cost.Instructions, "instructions"),
        .. Differences(Paths, current.Paths, cost => cost.Board, "on the board"),
        .. Differences(ByName(Memory), ByName(current.Memory), figure => figure.Board, "bytes on the board"),
        .. Differences(ByName(Memory), ByName(current.Memory), figure => figure.Desktop, "bytes on the desktop"),
        .. Differences(ByName(Heap), ByName(current.Heap), setup => setup.Used, "bytes of heap", HeapTolerance),
    ];

    private static Dictionary<string, HeapSetup> ByName(IEnumerable<HeapSetup> setups) => setups.ToDictionary(setup => setup.Name);

    private static Dictionary<string, MemoryFigure> ByName(IEnumerable<MemoryFigure> figures) =>
        figures.ToDictionary(figure => figure.Name);

    private static IEnumerable<string> Differences<T>(
        IReadOnlyDictionary<string, T> committed,
        IReadOnlyDictionary<string, T> current,
        Func<T, double> value,
        string unit,
        double tolerance = Tolerance)
    {
        foreach (string name in committed.Keys.Except(current.Keys))
        {
            yield return $"{name}: is not measured any more";
        }

        foreach (string name in current.Keys)
        {
            if (!committed.TryGetValue(name, out T? before))
            {
                yield return $"{name}: is not in the budget";
            }
            else if (Math.Abs(value(current[name]) - value(before)) > value(before) * tolerance)
            {
                yield return FormattableString.Invariant($"{name}: {value(current[name]):0.#} {unit}, committed are {value(before):0.#}");
            }
        }
    }
}
