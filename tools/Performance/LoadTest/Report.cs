using System.Globalization;
using Spectre.Console;

namespace Sensorcast.LoadTest;

/// <summary>Shows the clients' results.</summary>
internal static class Report
{
    /// <summary>More honest clients than this are shown in one line.</summary>
    private const int MaxLines = 16;

    /// <summary>The counters so far of the clients of each kind.</summary>
    public static Table OfKinds(IEnumerable<LoadClient> clients)
    {
        Table table = MakeTable("kind", "clients", "connects", "refused", "failed", "cut");
        foreach (IGrouping<string, LoadClient> kind in clients.GroupBy(client => client.Kind))
        {
            table.AddRow(
                kind.Key,
                $"{kind.Count()}",
                $"{kind.Sum(client => client.Connects)}",
                $"{kind.Sum(client => client.Refusals)}",
                $"{kind.Sum(client => client.Failures)}",
                $"{kind.Sum(client => client.Cuts)}");
        }

        return table;
    }

    /// <summary>The result so far of the honest clients, in a line.</summary>
    public static string Summary(HonestClient[] honest) =>
        $"{honest.Length} honest, {honest.Sum(client => client.Packs)} packs, {Gaps(honest.Sum(client => client.Missing))}";

    /// <summary>Shows the result.</summary>
    /// <returns>The exit code: 0 if every honest client got every pack but those that it may miss.</returns>
    public static int Write(IAnsiConsole console, HonestClient[] honest, MisbehavingClient[] others, int allowedGaps)
    {
        console.Write(OfKinds([.. honest, .. others]));
        console.Write(OfHonest(honest));
        foreach (string error in honest.Select(client => client.Error).OfType<string>().Distinct())
        {
            console.WriteLine(error);
        }

        console.WriteLine($"{Summary(honest)}.");
        int failed = honest.Count(client => client.Error is not null || client.Packs < 2);
        int incomplete = honest.Count(client => client.Missing > allowedGaps);
        if (failed > 0)
        {
            console.WriteLine($"{failed} of {honest.Length} honest clients failed.");
        }

        if (incomplete > 0)
        {
            console.WriteLine($"{incomplete} of {honest.Length} honest clients missed more than {allowedGaps} packs.");
        }

        return failed + incomplete == 0 ? 0 : 1;
    }

    private static Table OfHonest(HonestClient[] honest)
    {
        Table table = MakeTable("honest", "packs", "packs/s", "missing", "p50 ms", "p99", "p99.9", "max");
        for (int i = 0; i < honest.Length && honest.Length <= MaxLines; i++)
        {
            AddRow(table, $"{i + 1}", honest[i].Packs, honest[i].Rate, honest[i].Missing, honest[i].Latencies);
        }

        var latencies = new Latencies();
        foreach (HonestClient client in honest)
        {
            latencies.Add(client.Latencies);
        }

        AddRow(table, "all", honest.Sum(client => client.Packs), honest.Sum(client => client.Rate), honest.Sum(client => client.Missing),
            latencies);
        return table;
    }

    private static void AddRow(Table table, string name, long packs, double rate, long missing, Latencies latencies) => table.AddRow(
        name,
        $"{packs}",
        Number(rate),
        $"{missing}",
        Number(latencies.Percentile(0.5)),
        Number(latencies.Percentile(0.99)),
        Number(latencies.Percentile(0.999)),
        Number(latencies.Percentile(1)));

    private static Table MakeTable(string first, params string[] others)
    {
        Table table = new Table().RoundedBorder().AddColumn(first);
        foreach (string heading in others)
        {
            table.AddColumn(heading, column => column.RightAligned());
        }

        return table;
    }

    private static string Gaps(long missing) => missing == 0 ? "no gap" : $"{missing} missing";

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.0", CultureInfo.InvariantCulture) : "–";
}
