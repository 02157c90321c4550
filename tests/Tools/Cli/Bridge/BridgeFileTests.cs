using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>A bridge that takes its options from a file, and the check of its health.</summary>
[TestClass]
public class BridgeFileTests
{
    private const int LongTest = 4 * Limits.Test;

    [TestMethod, Timeout(LongTest)]
    public async Task Boards_and_broker_come_from_a_file_and_health_is_an_exit_code()
    {
        using var folder = new TemporaryFolder();
        using var broker = new Broker($"password_file {Passwords(folder)}", "allow_anonymous false");
        using var attic = new LiveHost(0, "--name", "board");
        using var shed = new LiveHost(0, "--name", "board");
        string file = folder.File("bridge.conf");
        string password = folder.File("password");
        File.WriteAllText(password, "secret");
        File.WriteAllText(
            file,
            $"# the house\n\nbroker  mqtt://bridge@127.0.0.1:{broker.Port}\npassword-file {password}\nboard attic={attic.Url}\n  board "
                + $"shed={shed.Url}\ncommands\ntopic-prefix other\n");
        string[] health = ["bridge", "--config", file, "--topic-prefix", "house", "--health"];

        (int code, string output, _) = await CliProcess.RunAsync(health);
        Assert.AreEqual(1, code);
        Assert.AreEqual("attic: no bridge answers\nshed: no bridge answers\n", output);

        using var bridge = new CliProcess("bridge", "--config", file, "--topic-prefix", "house");
        await bridge.SaysAsync("attic: the board is online");
        await bridge.SaysAsync("shed: connected to");
        output = await HealthAsync(health, "attic: online", "shed: online");
        Assert.MatchesRegex("^attic: online, by the bridge [0-9a-f]{8} on .+, version .+\nshed: online, by ", output);

        // A wrong password is reported, by the bridge and by the check.
        string wrong = folder.File("wrong");
        File.WriteAllText(wrong, "guess");
        (code, output, _) = await CliProcess.RunAsync([.. health, "--password-file", wrong]);
        Assert.AreEqual(3, code);
        Assert.Contains("it refused: it wants another user or password (mqtt://user@host and --password-file)", output);
        using (var refused = new CliProcess("bridge", "--config", file, "--password-file", wrong))
        {
            await refused.SaysAsync("it refused: it wants another user or password");
        }

        // The bridge is healthy in spite of that.
        shed.Kill();
        await HealthAsync(health, "attic: online", "shed: the board is away, by the bridge");

        bridge.Kill();
        (code, output, _) = await CliProcess.RunAsync(health);
        Assert.AreEqual(1, code, "What is retained of it does not count.");
        broker.Kill();
        (code, output, _) = await CliProcess.RunAsync(health);
        Assert.AreEqual(3, code);
        Assert.StartsWith("The broker at 127.0.0.1:", output);
    }

    [TestMethod, Timeout(Limits.Test)]
    [DataRow("boad attic=a", ":1: sensorcast bridge has no option '--boad'. Did you mean --board?")]
    [DataRow("# boards\nboard attic", ":2: --board takes name=address")]
    [DataRow("board attic=::1", ":1: '::1' is an IPv6 address, which needs brackets")]
    [DataRow("board a=b\nboard a=c", ":2: --board has 'a' twice.")]
    [DataRow("board", ":1: Required argument missing for option: '--board'.")]
    [DataRow("broker mqtt://b\n\nbroker mqtt://c", ":3: Option '--broker' expects a single argument but 2 were provided.")]
    [DataRow("broker = mqtt://b", ":1: --broker takes mqtt://host:port")]
    [DataRow("commands maybe", ":1: ")]
    [DataRow("topic-prefix a/#", ":1: --topic-prefix takes letters")]
    [DataRow("health", ":1: --health is for the command line alone.")]
    [DataRow("config other", ":1: --config is for the command line alone.")]
    [DataRow("password secret", ":1: sensorcast bridge has no option '--password'. Did you mean --password-file?")]
    [DataRow("broker mqtt://b", "' has no board: add a line such as board attic=attic.local.")]
    [DataRow("board a=b", "bridge needs the broker's address: --broker mqtt://host.")]
    [DataRow("broker mqtt://b\nboard a=b\ntoken-file c=d", "--token-file has 'c', which is not the name of a --board.")]
    public async Task Mistakes_in_the_file_are_shown_with_their_line(string content, string error)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("bridge.conf"), content);

        (int code, string output, string errors) = await CliCall.RunAsync("bridge", "--config", folder.File("bridge.conf"));

        Assert.AreEqual(2, code, errors);
        Assert.AreEqual("", output);
        Assert.Contains(error, errors);
        Assert.HasCount(2, errors.Split('\n'), "One line.");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task A_file_that_is_not_there_is_named()
    {
        (int code, _, string errors) = await CliCall.RunAsync("bridge", "--config", "/nowhere/bridge.conf");
        Assert.AreEqual(1, code);
        Assert.AreEqual("There is no folder for '/nowhere/bridge.conf'.\n", errors);
    }

    /// <summary>Waits until the check succeeds and prints all of these.</summary>
    private static async Task<string> HealthAsync(string[] health, params string[] printed)
    {
        while (true)
        {
            (int code, string output, _) = await CliProcess.RunAsync(health);
            if (code == 0 && printed.All(part => output.Contains(part, StringComparison.Ordinal)))
            {
                return output;
            }
        }
    }

    /// <summary>Mosquitto's file for the user bridge with the password secret.</summary>
    private static string Passwords(TemporaryFolder folder)
    {
        string file = folder.File("passwords");
        File.WriteAllText(file, "bridge:secret\n");
        ToolProcess.Run("mosquitto_passwd", ["-U", file], Limits.Wait);
        if (!OperatingSystem.IsWindows())
        {
            // Mosquitto changes to a user of its own.
            File.SetUnixFileMode(
                folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }

        return file;
    }
}
