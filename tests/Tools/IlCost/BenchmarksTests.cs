using System.Text.RegularExpressions;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.IlCostTests;

/// <summary>
/// The programs that tools/Performance/Benchmarks measures still work, and docs/performance.md has its last results; speed is not tested.
/// </summary>
[TestClass]
public class BenchmarksTests
{
    private const int Wait = 120_000;

    private const string Share = @"\d+\.\d\d %";

    [TestMethod]
    public void Every_pair_does_the_same_work_on_both_sides() => Run("pairs", "--dry");

    [TestMethod]
    public void Latency_is_measured_with_a_stalled_client_that_takes_nothing_from_the_other()
    {
        string output = Run("latency", "--dry");
        Assert.MatchesRegex(@"\| 1 client and a stalled one \| [1-9]\d* \|( \d+\.\d\d ms \|){3} 0 \| [1-9]\d* \|", output);
    }

    [TestMethod]
    public void The_schedule_is_measured_without_viewers_and_with_them()
    {
        string output = Run("schedule", "--dry");
        foreach (string load in new[] { "50 | 0", "50 | 8", "1,000 | 0", "1,000 | 8", "1,000 | 64" })
        {
            Assert.MatchesRegex($@"\| Sensorcast \| {Regex.Escape(load)} \| {Share} \| {Share} to {Share} \| [1-9][\d,]* \| {Share} \| \d", output);
        }
    }

    [TestMethod]
    public void Growth_is_measured_in_clients_and_in_channels()
    {
        string output = Run("growth", "--dry");
        Assert.MatchesRegex(@"\| 100 \| 8 \| \d+\.\d % \|( \d+\.\d µs \|){2} [1-9][\d,]* \|", output);
        Assert.MatchesRegex(@"\| 8 \| 100 \| \d+\.\d % \|", output);
    }

    [TestMethod]
    public void Other_servers_do_the_same_work()
    {
        string output = Run("peers", "Sensorcast", "Kestrel", "--dry");
        foreach (string load in new[] { "broadcast to 8", "broadcast to 64", "echo of 64 B", "echo of 4 KB", "connect, handshake, close" })
        {
            Assert.MatchesRegex($@"\| {load} \| Sensorcast \| \d", output);
            Assert.MatchesRegex($@"\| {load} \| Kestrel \| \d", output);
        }
    }

    [TestMethod]
    public void The_page_says_what_was_measured() => Run("check");

    private static string Run(params string[] arguments)
    {
        // The other projects' outputs are in sister folders: artifacts/bin/<project>/<configuration>.
        var mine = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        string program = Path.Combine(mine.Parent!.Parent!.FullName, "Benchmarks", mine.Name, "Sensorcast.Benchmarks.dll");
        return ToolProcess.Run("dotnet", [program, .. arguments], Wait);
    }
}
