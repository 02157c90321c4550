using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.InteropTests;

/// <summary>The load test of tools/LoadTest, for a moment; the real one takes longer.</summary>
[TestClass]
public class LoadTestTests
{
    [TestMethod, Timeout(Limits.Test)]
    public void Sees_every_pack_with_eight_clients()
    {
        using var host = new LiveHost();
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Sensorcast.LoadTest.exe" : "Sensorcast.LoadTest");

        string output = ToolProcess.Run(
            program, ["--url", host.WebSocketUrl("/ws").ToString(), "--clients", "8", "--seconds", "3"], 4 * Limits.Wait);

        Assert.Contains("no gap", output);
    }
}
