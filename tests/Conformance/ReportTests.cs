namespace Sensorcast.Tests.ConformanceTests;

[TestClass]
public class ReportTests
{
    /// <summary>In milliseconds. Where it runs alone, it runs all cases.</summary>
    private const int MaxTime = 1_200_000;

    private const string WriteVariable = "SENSORCAST_WRITE_REPORT";

    [TestMethod, Timeout(MaxTime)]
    public void Equals_the_result_of_a_run()
    {
        string path = Path.Combine(RepositoryRoot(), "docs", "conformance.md");
        string report = Report.Write();
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            File.WriteAllText(path, report);
        }

        string[] committed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n') : [];
        string[] current = report.Split('\n');
        int same = committed.Zip(current).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.IsTrue(
            same == committed.Length && same == current.Length,
            $"docs/conformance.md is stale from line {same + 1} on: \"{committed.ElementAtOrDefault(same)}\" should be " +
            $"\"{current.ElementAtOrDefault(same)}\". Run the tests with {WriteVariable}=1 to write it again.");
    }

    private static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "nf.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        Assert.IsNotNull(folder, "nf.sln is in no folder above the tests");
        return folder;
    }
}
