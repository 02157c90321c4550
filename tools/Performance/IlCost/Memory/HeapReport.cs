using System.Globalization;
using Sensorcast.Reports;

namespace Sensorcast.IlCost.Memory;

/// <summary>Reports the use of the board's heap.</summary>
internal static class HeapReport
{
    /// <summary>A table of each program's heap, for docs/board.md.</summary>
    public static string Table(IReadOnlyList<HeapSetup> setups)
    {
        MarkdownTable table = new(["what"], [.. setups.Select(setup => setup.Name.ToLowerInvariant())]);
        foreach (string part in setups.SelectMany(setup => setup.Parts).Select(part => part.Name).Distinct())
        {
            table.Add([part, .. setups.Select(setup => Cell(setup, part))]);
        }

        table.Add(["**used**", .. setups.Select(setup => $"**{Number(setup.Used)}**")]);
        table.Add([$"free of {Number(HeapSetup.HeapSize)}", .. setups.Select(setup => Number(setup.Free))]);
        return table.ToString();
    }

    /// <summary>A table of the heap of one more of each object, for docs/board.md.</summary>
    public static string Table(IReadOnlyList<MemoryFigure> figures)
    {
        MarkdownTable table = new(["one more of"], ["bytes"]);
        foreach (MemoryFigure figure in figures)
        {
            table.Add(figure.Name, MarkdownTable.Number(figure.Board));
        }

        return table.ToString();
    }

    /// <summary>Lists everything: by program, by namespace, and by type, the largest first.</summary>
    public static void Write(TextWriter output)
    {
        foreach (HeapSetup setup in HeapSetups.Measure())
        {
            output.WriteLine($"{setup.Name}: {Number(setup.Used)} bytes used, {Number(setup.Free)} of {Number(HeapSetup.HeapSize)} free");
            foreach (HeapPart part in setup.Parts)
            {
                output.WriteLine($"{Number(part.Bytes),8}  {part.Name}");
            }

            output.WriteLine();
        }

        Write(output, "What the static fields hold", HeapSetups.Statics());
        Write(output, "What the server holds in the first program", HeapSetups.Objects());
    }

    private static string Cell(HeapSetup setup, string name) =>
        setup.Parts.SingleOrDefault(part => part.Name == name) is { } part ? Number(part.Bytes) : "";

    private static void Write(TextWriter output, string title, IReadOnlyList<HeapItem> items)
    {
        output.WriteLine($"{title}: {Number(items.Sum(item => item.Bytes))} bytes");
        WriteGroups(output, items.GroupBy(item => item.Room));
        output.WriteLine();
        WriteGroups(output, items.GroupBy(item => $"{item.Room}.{item.What}"));
        output.WriteLine();
    }

    private static void WriteGroups(TextWriter output, IEnumerable<IGrouping<string, HeapItem>> groups)
    {
        foreach (IGrouping<string, HeapItem> group in groups.OrderByDescending(group => group.Sum(item => item.Bytes)))
        {
            output.WriteLine($"{Number(group.Sum(item => item.Bytes)),8}{Number(group.Count()),6} x  {group.Key}");
        }
    }

    private static string Number(int value) => value.ToString("#,##0", CultureInfo.InvariantCulture);
}
