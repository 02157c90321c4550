using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.ProjectTests;

[TestClass]
public sealed class CodeSizeTests
{
    private const int MaxCodeSize = 40 * 1024;
    private const int MaxMilliseconds = 60_000;

    [TestMethod]
    public void Shared_and_device_have_at_most_40_KB_of_code_without_the_page()
    {
        // The tool fails by itself over the limit; that it does, its own tests show.
        string report = ToolProcess.Run(
            "dotnet",
            [
                Output("ReferenceCheck", "Sensorcast.ReferenceCheck.dll"), "size",
                Output("BoardShared", "Sensorcast.dll"), Output("BoardDevice", "Sensorcast.Device.dll"),
                "--exclude", "DashboardPage", "--max", $"{MaxCodeSize}",
            ],
            MaxMilliseconds);
        Assert.Contains("Sensorcast.Device.Network", report);
        Assert.Contains("Sensorcast.WebSockets", report);
    }

    // The other projects' outputs are in sister folders: artifacts/bin/<project>/<configuration>.
    private static string Output(string project, string file)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(mine.Parent!.Parent!.FullName, project, mine.Name, file);
    }
}
