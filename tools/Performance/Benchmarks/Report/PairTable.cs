using System.Globalization;
using Sensorcast.Benchmarks.Pairs;
using Sensorcast.Reports;

namespace Sensorcast.Benchmarks.Report;

/// <summary>Tables of pairs: both times, their ratio, and what each side allocates.</summary>
internal static class PairTable
{
    private const string OurSide = "Ours";
    private const string TheirSide = "Theirs";
    private const string PlainSide = "Plain";

    /// <summary>A table of some pairs.</summary>
    /// <param name="results">The results.</param>
    /// <param name="pairs">The pairs, and what their rows are called.</param>
    /// <param name="theirName">The name of the other side.</param>
    public static string Make(Results results, IReadOnlyList<(Type Pair, Func<string, string> Name)> pairs, string theirName)
    {
        PairResult[] all = [.. pairs.SelectMany(pair => Sides(results, pair.Pair, OurSide))];
        bool hasPlain = all.Any(ours => Other(results, ours, PlainSide) is not null);
        string[] plainHeadings = hasPlain ? ["plainest loop", "ours / plainest"] : [];
        MarkdownTable table = new([""], ["ours", theirName, $"ours / {theirName}", .. plainHeadings, "we allocate", "they allocate"]);
        foreach ((Type pair, Func<string, string> name) in pairs)
        {
            foreach (PairResult ours in Sides(results, pair, OurSide))
            {
                PairResult? theirs = Other(results, ours, TheirSide);
                PairResult? plain = Other(results, ours, PlainSide);
                string[] plainCells = hasPlain ? [Time(plain), Ratio(ours, plain)] : [];
                table.Add(
                    [name(ours.Parameters), Time(ours), Time(theirs), Ratio(ours, theirs), .. plainCells, Bytes(ours), Bytes(theirs)]);
            }
        }

        return table.ToString();
    }

    /// <summary>The ratio of our time to the other side's, for each set of a pair's parameters.</summary>
    public static IEnumerable<(string Parameters, double Ratio)> Ratios(Results results, Type pair) =>
        from ours in Sides(results, pair, OurSide)
        let theirs = Other(results, ours, TheirSide)
        where theirs is not null
        select (ours.Parameters, ours.Nanoseconds / theirs.Nanoseconds);

    /// <summary>A time with three digits.</summary>
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1000 => $"{Digits(nanoseconds)} ns",
        < 1_000_000 => $"{Digits(nanoseconds / 1000)} µs",
        _ => $"{Digits(nanoseconds / 1_000_000)} ms",
    };

    private static IEnumerable<PairResult> Sides(Results results, Type pair, string side) =>
        results.Pairs.Where(result => result.Pair == pair.Name && result.Side == side);

    private static PairResult? Other(Results results, PairResult ours, string side) => results.Find(ours.Pair, ours.Parameters, side);

    private static string Time(PairResult? result) => result is null ? "" : Time(result.Nanoseconds);

    private static string Ratio(PairResult ours, PairResult? other) => other is null ? "" : Digits(ours.Nanoseconds / other.Nanoseconds);

    private static string Bytes(PairResult? result) => result is null ? "" : $"{MarkdownTable.Number(result.AllocatedBytes)} B";

    private static string Digits(double value) => value.ToString(value switch
    {
        < 0.00995 => "0.0000",
        < 0.0995 => "0.000",
        < 9.995 => "0.00",
        < 99.95 => "0.0",
        _ => "#,##0",
    }, CultureInfo.InvariantCulture);
}
