using System.Globalization;
using Spectre.Console;

namespace Sensorcast.LoadTest;

/// <summary>Shows what the clients have seen.</summary>
internal static class Report
{
    /// <returns>The exit code: 0 if every client got every pack.</returns>
    public static int Write(IAnsiConsole console, LoadClient[] clients)
    {
        var table = new Table().RoundedBorder().AddColumn("client");
        foreach (string heading in new[] { "packs", "packs/s", "missing", "median ms", "99 % ms", "worst ms" })
        {
            table.AddColumn(heading, column => column.RightAligned());
        }

        for (int i = 0; i < clients.Length; i++)
        {
            LoadClient client = clients[i];
            double[] latencies = [.. client.Latencies.Order()];
            table.AddRow(
                $"{i + 1}",
                $"{client.Packs}",
                Number((client.Packs - 1) / client.Duration.TotalSeconds),
                $"{client.Missing}",
                Number(Percentile(latencies, 50)),
                Number(Percentile(latencies, 99)),
                Number(Percentile(latencies, 100)));
        }

        console.Write(table);
        foreach (string error in clients.Select(client => client.Error).OfType<string>().Distinct())
        {
            console.WriteLine(error);
        }

        long missing = clients.Sum(client => client.Missing);
        int failed = clients.Count(client => client.Error is not null || client.Packs < 2);
        console.WriteLine(
            missing > 0 ? $"{missing} packs are missing."
            : failed > 0 ? $"{failed} of {clients.Length} clients failed."
            : $"{clients.Length} clients, {clients.Sum(client => client.Packs)} packs, no gap.");
        return missing + failed == 0 ? 0 : 1;
    }

    private static double Percentile(double[] sorted, int percent) =>
        sorted.Length == 0 ? double.NaN : sorted[((sorted.Length - 1) * percent) / 100];

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.0", CultureInfo.InvariantCulture) : "–";
}
