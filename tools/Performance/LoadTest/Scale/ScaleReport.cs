using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Sensorcast.Reports;
using Spectre.Console;

namespace Sensorcast.LoadTest.Scale;

/// <summary>Runs all measurements of docs/scale.md, one after the other, and writes its table.</summary>
internal static class ScaleReport
{
    private const string Section = "scale";

    /// <returns>The exit code: 0 if in each measurement every viewer got every pack, once.</returns>
    /// <param name="page">The page whose table is replaced; <see langword="null"/> just prints it.</param>
    /// <param name="duration">For how long each is measured.</param>
    /// <param name="share">The share of the boards and viewers, for a short run.</param>
    /// <param name="console">Where the progress goes.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<int> RunAsync(
        FileInfo? page, TimeSpan duration, double share, IAnsiConsole console, CancellationToken cancellation)
    {
        int Part(int count) => Math.Max(1, (int)(count * share));
        List<(string Heading, ScaleResult Result)> results =
        [
            ("a board alone, 8 clients, 10 packs a second", await AloneAsync(8, 10, duration, cancellation)),
        ];
        foreach ((string name, bool isRabbit, int boards, int viewers, int rate) in new[]
        {
            ("Mosquitto", false, Part(20), Part(500), 10),
            ("RabbitMQ", true, Part(20), Part(500), 10),
            ("Mosquitto", false, Part(200), Part(200), 2),
        })
        {
            string heading = $"{name}, {boards} boards, {viewers} viewers, {rate} packs a second";
            console.WriteLine(heading);
            using LocalBroker broker = await LocalBroker.StartAsync(isRabbit, cancellation);
            results.Add((heading, await ScaleRun.MeasureAsync(
                new ScalePlan(broker.Address, broker.WebSocketAddress, broker.Process, boards, viewers, rate, duration), cancellation)));
        }

        string table = Write(results, duration);
        console.WriteLine(table);
        if (page is not null)
        {
            await File.WriteAllTextAsync(
                page.FullName, GeneratedSection.Replace(await File.ReadAllTextAsync(page.FullName, cancellation), Section, table),
                cancellation);
        }

        return results.All(static one => one.Result.IsWhole) ? 0 : 1;
    }

    /// <summary>A board without a broker, with clients that are connected to it.</summary>
    private static async Task<ScaleResult> AloneAsync(int count, int rate, TimeSpan duration, CancellationToken cancellation)
    {
        using var board = new SimulatedBoard("board", rate);
        HonestClient[] clients =
            [.. Enumerable.Range(0, count).Select(_ => new HonestClient(new Uri($"ws://{board.Address}/ws"), BaseTimeAge.Of))];
        await Task.WhenAll(clients.Select(client => client.ConnectAsync(cancellation)));
        var load = new ProcessLoad("boards and viewers", Process.GetCurrentProcess());
        using (var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            end.CancelAfter(duration);
            await Task.WhenAll(clients.Select(client => client.RunAsync(end.Token)));
        }

        var latencies = new Latencies();
        Array.ForEach(clients, client => latencies.Add(client.Latencies));
        var result = new ScaleResult(
            duration,
            clients.Sum(static client => client.Packs),
            clients.Sum(static client => client.Missing),
            0,
            clients.Count(static client => client.Packs == 0 || client.Error is not null),
            latencies,
            new Dictionary<string, string> { ["bridge"] = "", ["broker"] = "", [load.Name] = load.ToString() });
        Array.ForEach(clients, static client => client.Dispose());
        return result;
    }

    private static string Write(List<(string Heading, ScaleResult Result)> results, TimeSpan duration)
    {
        var table = new MarkdownTable([""], [.. results.Select(static one => one.Heading)]);
        foreach (
            (string Name, string Figure)[] row in results[0].Result.Rows()
                .Select((row, i) => results.Select(one => one.Result.Rows().ElementAt(i)).ToArray()))
        {
            table.Add([row[0].Name, .. row.Select(static cell => cell.Figure)]);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; {duration.TotalSeconds:0} s each.\n\n{table}");
    }
}
