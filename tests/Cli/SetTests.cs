using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast set</c>, on the real server.</summary>
[TestClass]
public class SetTests
{
    private static LiveHost _host = null!;

    [ClassInitialize]
    public static void Start(TestContext _) => _host = new LiveHost(0, "--name", "board");

    [ClassCleanup]
    public static void Stop() => _host.Dispose();

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("demo-lamp", "on", "board:demo-lamp is on.")]
    [DataRow("board:demo-lamp", "0", "board:demo-lamp is off.")]
    [DataRow("demo-dimmer", "0.25", "board:demo-dimmer is 25 %.")]
    public async Task Sets(string name, string value, string output)
    {
        (int code, string printed, string errors) = await CliProcess.RunAsync("set", _host.Url.ToString(), name, value);

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual(output, printed.TrimEnd());
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("demo-dimmer", "7", "out-of-range")]
    [DataRow("demo-dimmer", "-0.5", "out-of-range")]
    [DataRow("demo-dimmer", "on", "wrong-type")]
    [DataRow("demo-wave", "1", "not-settable")]
    [DataRow("nothing", "1", "unknown-name")]
    public async Task Is_refused(string name, string value, string error)
    {
        (int code, string printed, string errors) = await CliProcess.RunAsync("set", _host.Url.ToString(), name, value);

        Assert.AreEqual(6, code, errors);
        Assert.AreEqual("", printed);
        Assert.Contains($"was not set: {error}", errors);
    }
}
