namespace Sensorcast.Tests.ProjectTests;

/// <summary>The application leaves most of a board's flash free.</summary>
[TestClass]
public sealed class FlashSizeTests
{
    private const long MaxBytes = 400 * 1024;

    [TestMethod]
    public void The_application_with_all_that_it_carries_takes_at_most_400_KB()
    {
        // A .pe has the same IL and data as its assembly, its texts in UTF-8 and its tables in fewer bytes: it is always the smaller one.
        long bytes = SizeOf("BoardShared", "Sensorcast.dll") + SizeOf("BoardDashboard", "Sensorcast.Dashboard.dll")
            + SizeOf("BoardDashboardMore", "Sensorcast.DashboardMore.dll") + SizeOf("BoardBoard", "Sensorcast.Board.dll")
            + SizeOf("BoardDns", "Sensorcast.Dns.dll") + SizeOf("BoardSettings", "Sensorcast.Settings.dll")
            + SizeOf("BoardSetup", "Sensorcast.Setup.dll")
            + SizeOf("BoardNames", "Sensorcast.Names.dll") + SizeOf("BoardDevice", "Sensorcast.Device.dll");
        Assert.IsLessThanOrEqualTo(MaxBytes, bytes);
    }

    // The other projects' outputs are in sister folders: artifacts/bin/<project>/<configuration>.
    private static long SizeOf(string project, string file)
    {
        var mine = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return new FileInfo(Path.Combine(mine.Parent!.Parent!.FullName, project, mine.Name, file)).Length;
    }
}
