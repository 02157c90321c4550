using Sensorcast.IlCost.Memory;
using Sensorcast.IlCost.Paths;
using Sensorcast.Reports;

namespace Sensorcast.IlCost;

/// <summary>Our figures beside the peer's.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Ours">What it takes here, counted.</param>
/// <param name="Theirs">What it takes there, measured.</param>
/// <param name="IsOnReadme">Whether it is one of the few figures on the README.</param>
internal sealed record Comparison(string Name, double Ours, double Theirs, bool IsOnReadme)
{
    private const string OurName = "Sensorcast";
    private const string TheirName = "`System.Net.WebSockets.Server`";

    /// <summary>All that both have.</summary>
    public static IReadOnlyList<Comparison> Of(Budget budget) =>
    [
        .. Instructions(budget),
        new("Bytes of heap for each client", budget.Memory.Single(figure => figure.Name == MemoryFigures.Slot).Board, Peer.BytesPerClient,
            true),
    ];

    /// <summary>A table of some of them.</summary>
    public static string Table(IEnumerable<Comparison> comparisons)
    {
        MarkdownTable table = new([""], [OurName, TheirName, "ratio"]);
        foreach (Comparison comparison in comparisons)
        {
            table.Add(
                comparison.Name,
                $"**{MarkdownTable.Number(comparison.Ours)}**",
                MarkdownTable.Number(comparison.Theirs),
                FormattableString.Invariant($"{comparison.Ours / comparison.Theirs:0.00}"));
        }

        return table.ToString();
    }

    /// <summary>A chart of the instructions.</summary>
    public static BarChart Chart(Budget budget)
    {
        Comparison[] all = [.. Instructions(budget)];
        return new BarChart(
            "IL instructions on the board: Sensorcast and System.Net.WebSockets.Server",
            "instructions, logarithmic",
            [.. all.Select(comparison => comparison.Name.Replace("Instructions for ", ""))],
            [
                new BarGroup("ours, counted", [.. all.Select(comparison => comparison.Ours)]),
                new BarGroup("theirs, measured", [.. all.Select(comparison => comparison.Theirs)]),
            ],
            Min: 10);
    }

    private static IEnumerable<Comparison> Instructions(Budget budget)
    {
        double ours(string name) => budget.Paths[name].Instructions;
        yield return new("Instructions for each further client of a broadcast", ours(Names.FurtherClient), Peer.FurtherClient, true);
        yield return new("Instructions for an echo of 64 bytes", ours(Names.ShortEcho), Peer.ShortEcho, false);
        yield return new("Instructions for an echo of 4,096 bytes", ours(Names.LongEcho), Peer.LongEcho, false);
        yield return new(
            "Instructions for a handshake and a close", ours(Names.Handshake) + ours(Names.Close), Peer.HandshakeAndClose, true);
    }
}
