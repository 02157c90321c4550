using Sensorcast.Tests.DotNetClientTests;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>An output without a reader, or without space.</summary>
[TestClass]
public class PipeTests
{
    [TestMethod, Timeout(Limits.Test)]
    [DataRow("watch {0}", 2)]
    [DataRow("record {0}", 2)]
    [DataRow("record {0} --format jsonl", 2)]
    [DataRow("record {0} --format senml", 2)]
    public async Task Ends_quietly_when_its_reader_has_gone(string command, int count)
    {
        using var host = new LiveHost();

        (string codes, string output, string errors) =
            await Pipe.RunAsync($"sensorcast {string.Format(null, command, host.Url)} | head -n {count}");

        Assert.AreEqual("0 0", codes, errors);
        Assert.HasCount(count, output.Split('\n'));
        Assert.AreEqual("", errors);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task The_bridge_ends_when_its_output_has_no_reader()
    {
        using var host = new LiveHost();

        (string codes, string output, _) = await Pipe.RunAsync(
            $"sensorcast bridge --board attic={host.Url} --board shed={host.Url} --broker mqtt://127.0.0.1:{LoopbackPort.Free()} 2>&1 | "
                + "head -n 1");

        Assert.AreEqual("0 0", codes);
        Assert.HasCount(1, output.Split('\n'));
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("watch {0} >/dev/full")]
    [DataRow("record {0} --duration 30s >/dev/full")]
    [DataRow("record {0} --duration 30s --output /dev/full")]
    public async Task Says_so_when_the_disk_is_full(string command)
    {
        using var host = new LiveHost();

        (string codes, _, string errors) = await Pipe.RunAsync($"sensorcast {string.Format(null, command, host.Url)}");

        Assert.AreEqual("1", codes, errors);
        Assert.Contains("No space left on device", errors.TrimEnd().Split('\n')[^1]);
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Lines_in_a_pipe_are_not_broken()
    {
        string path = "/" + new string('x', 150) + "/ws";
        await using FakeBoard board = await FakeBoard.StartAsync(static client => client.SendAsync("no pack"));

        (_, _, string errors) =
            await Pipe.RunAsync($"sensorcast record ws://{board.Url.Authority}{path} --duration 1s 2>&1 >/dev/null | cat >&2");

        Assert.IsTrue(
            errors.TrimEnd().Split('\n').All(static line => line.EndsWith('.') || line.Contains(" gaps, ", StringComparison.Ordinal)),
            errors);
    }
}
