using System.Xml.Linq;
using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast watch</c>.</summary>
[TestClass]
public class WatchTests
{
    [TestMethod, Timeout(Limits.Test)]
    public async Task Prints_a_line_a_reading()
    {
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            await client.SendAsync(
                Packs.ToCbor("""[{"bn":"b:","bt":1763877600.125,"n":"a","u":"V","ut":1,"v":0.50},{"n":"lamp","ut":1,"vb":false}]"""));
            await client.SendAsync(Packs.ToCbor("""[{"bn":"b:","bt":1763877601,"seq":1,"n":"a","v":4}]"""));
            await client.SendAsync(Packs.ToCbor("""[{"bn":"b:","bt":1763877602,"seq":3,"n":"a","v":5}]"""));
            await client.WaitForCloseAsync();
        });

        (int code, string output, string errors) = await CliProcess.RunUntilAsync(["b:a 5 V\n"], "watch", board.Url.Authority);

        Assert.AreEqual(0, code);
        Assert.AreEqual(
            """
            2025-11-23T06:00:00.125Z b:a 0.50 V
            2025-11-23T06:00:00.125Z b:lamp false
            2025-11-23T06:00:01.000Z b:a 4 V
            2025-11-23T06:00:02.000Z b:a 5 V

            """,
            output);
        Assert.AreEqual("1 pack skipped.", errors.Trim());
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Draws_a_picture()
    {
        using var folder = new TemporaryFolder();
        using var host = new LiveHost();

        (int code, _, string errors) = await CliProcess.RunAsync(
            "watch", host.Url.ToString(), "--duration", "5s", "--picture", folder.File("watch.svg"));

        Assert.AreEqual(0, code, errors);
        string text = XDocument.Load(folder.File("watch.svg")).Root!.Value.Replace('\u00A0', ' ');
        Assert.Contains("demo-vibration", text);
        Assert.MatchesRegex("[▁▂▃▄▅▆▇█]{3}", text);
        Assert.MatchesRegex(@"live · [0-9.]+ packs/s · 0 skipped", text);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Ends_with_Ctrl_C()
    {
        var connected = new TaskCompletionSource();
        await using FakeBoard board = await FakeBoard.StartAsync(async client =>
        {
            connected.SetResult();
            await client.WaitForCloseAsync();
        });
        using var watch = new CliProcess("watch", board.Url.Authority);
        await connected.Task.WaitAsync(TimeSpan.FromMilliseconds(Limits.Wait));

        watch.Interrupt();

        Assert.AreEqual(0, (await watch.WaitForExitAsync()).Code);
    }
}
