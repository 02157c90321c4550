using System.Text.RegularExpressions;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast set</c>, with the real server, and with boards that are slow.</summary>
[TestClass]
public partial class SetTests
{
    private static LiveHost _host = null!;

    [ClassInitialize]
    public static void Start(TestContext _) => _host = new LiveHost(0, "--name", "board");

    [ClassCleanup]
    public static void Stop() => _host.Dispose();

    /// <summary>One after the other, since they set the same.</summary>
    [TestMethod(UnfoldingStrategy = TestDataSourceUnfoldingStrategy.Fold), Timeout(Limits.Test)]
    [DataRow("demo-lamp on", "board:demo-lamp is on.")]
    [DataRow("board:demo-lamp 0", "board:demo-lamp is off.")]
    [DataRow("demo-dimmer 0.25", "board:demo-dimmer is 25 %.")]
    [DataRow("demo-dimmer=30%", "board:demo-dimmer is 30 %.")]
    [DataRow("demo-dimmer=0.505", "board:demo-dimmer is 51 %: 50.5 % was rounded.")]
    [DataRow("demo-dimmer=0.75 demo-lamp=on", "board:demo-dimmer is 75 %.\nboard:demo-lamp is on.")]
    [DataRow("demo-dimmer=0.2 --json", """{"name":"board:demo-dimmer","asked":0.2,"time":"TIME","value":0.20,"unit":"/"}""")]
    public async Task Says_what_the_board_has_afterwards(string arguments, string output)
    {
        (int code, string printed, string errors) = await CliProcess.RunAsync(["set", _host.Url.ToString(), .. arguments.Split(' ')]);

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual(output, Time().Replace(printed.TrimEnd(), "TIME").Replace("\r", "", StringComparison.Ordinal));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("demo-dimmer 7", "board:demo-dimmer was not set: out-of-range, it takes 0 % to 100 %, step 1 %.")]
    [DataRow("demo-dimmer=-0.5", "board:demo-dimmer was not set: out-of-range, it takes 0 % to 100 %, step 1 %.")]
    [DataRow("demo-dimmer on", "board:demo-dimmer was not set: wrong-type, it takes 0 % to 100 %, step 1 %, not 'on'.")]
    [DataRow("demo-lamp=50%", "board:demo-lamp was not set: wrong-type, it takes on or off, not '50%'.")]
    [DataRow("demo-wave 1", "board:demo-wave was not set: not-settable, it is a sensor. What can be set: demo-dimmer, demo-lamp.")]
    [DataRow("demo-wave=1%", "board:demo-wave was not set: wrong-type, it takes no such value, not '1%'.")]
    [DataRow("demo-limp on", "board:demo-limp was not set: unknown-name, the board has nothing of that name. Did you mean demo-lamp?")]
    [DataRow("lamp on", "board:lamp was not set: unknown-name, the board has nothing of that name. Did you mean demo-lamp?")]
    [DataRow("nothing 1", "unknown-name, the board has nothing of that name. What can be set: demo-dimmer, demo-lamp.")]
    [DataRow("demo-lamp=on demo-dimmer=7", "out-of-range, it takes 0 % to 100 %, step 1 %. Nothing else was set either.")]
    public async Task Is_refused_a_value_that_cannot_be_set(string arguments, string error)
    {
        (int code, string printed, string errors) = await CliProcess.RunAsync(["set", _host.Url.ToString(), .. arguments.Split(' ')]);

        Assert.AreEqual(6, code, errors);
        Assert.AreEqual("", printed);
        Assert.Contains(error, errors);
        Assert.HasCount(1, errors.TrimEnd().Split('\n'));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("""[{"bn":"b:","bt":1763877601,"seq":1,"n":"valve","v":12}]""", "b:valve is 12 % so far: 50 % is accepted.")]
    [DataRow(null, "b:valve is accepted as 50 %, but no reading has come within 3 s.")]
    public async Task A_valve_takes_its_time(string? reading, string said)
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(
                """[{"bn":"b:","bt":1763877600,"n":"valve","u":"%","ut":60,"set":true,"min":0,"max":100,"step":1,"v":0}]""");
            await client.ReceiveAsync();
            await client.SendAsync("""{"seq":1}""");
            if (reading is not null)
            {
                await client.SendAsync(reading);
            }

            await client.WaitForCloseAsync();
        });

        (int code, string printed, string errors) = await CliProcess.RunAsync("set", board.Url.Authority, "valve=50%");

        Assert.AreEqual(0, code, errors);
        Assert.AreEqual(said, printed.TrimEnd());
    }

    [GeneratedRegex("(?<=\"time\":\")[^\"]+")]
    private static partial Regex Time();
}
