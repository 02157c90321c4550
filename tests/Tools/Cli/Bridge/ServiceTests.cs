using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The files of docs/broker for the bridge as a service.</summary>
[TestClass]
public partial class ServiceTests
{
    private static readonly string Files = Path.Combine(Repository.Root, "docs", "broker");

    [TestMethod, Timeout(4 * Limits.Test)]
    public async Task The_unit_is_valid_and_its_command_runs_with_the_example_of_a_configuration()
    {
        using var folder = new TemporaryFolder();
        string unit = folder.File("sensorcast-bridge.service");
        File.WriteAllText(unit, Replace(
            File.ReadAllText(Path.Combine(Files, "sensorcast-bridge.service")), ("/usr/local/bin/sensorcast", CliProcess.Program),
            ("User=sensorcast", "User=root")));
        ToolProcess.Run("systemd-analyze", ["verify", unit], 4 * Limits.Wait);

        // On this machine runs the unit's command in the unit's folder, with local boards and a local broker.
        using var broker = new Broker();
        using var attic = new TokenHost(TokenHost.Token, readOnlyToken: TokenHost.ReadOnlyToken);
        using var shed = new LiveHost(0, "--name", "board");
        File.WriteAllText(folder.File("password"), "any\n");
        File.WriteAllText(folder.File("attic.token"), TokenHost.Token);
        File.WriteAllText(folder.File("bridge.conf"), Replace(
            File.ReadAllText(Path.Combine(Files, "bridge.conf")),
            ("mqtts://bridge@broker.example", $"mqtt://bridge@127.0.0.1:{broker.Port}"),
            ("attic.local", attic.Url.Authority),
            ("192.0.2.7:8080", shed.Url.Authority)));
        string[] command = CommandPattern().Match(File.ReadAllText(unit)).Groups[1].Value.Split(' ');
        using var bridge = new ToolProcess(command[0], command[1..], folder.FullName);
        string health = "";
        await Until.TrueAsync(
            () =>
            {
                bridge.AssertRuns();
                health = Health(folder.FullName);
                return Task.FromResult(IsOnline("attic") && IsOnline("shed"));
            },
            () => health);

        bool IsOnline(string board) => health.Contains($"{board}: online", StringComparison.Ordinal);
    }

    [GeneratedRegex("^ExecStart=(.+)$", RegexOptions.Multiline)]
    private static partial Regex CommandPattern();

    /// <returns>What the check prints, if it succeeds.</returns>
    private static string Health(string folder)
    {
        try
        {
            return ToolProcess.Run(CliProcess.Program, ["bridge", "--config", "bridge.conf", "--health"], 4 * Limits.Wait, folder);
        }
        catch (AssertFailedException e)
        {
            return e.Message;
        }
    }

    private static string Replace(string text, params (string Old, string New)[] replacements)
    {
        foreach ((string old, string replacement) in replacements)
        {
            Assert.Contains(old, text, "The file has changed");
            text = text.Replace(old, replacement, StringComparison.Ordinal);
        }

        return text;
    }
}
