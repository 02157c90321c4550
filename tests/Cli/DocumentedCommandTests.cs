using System.Diagnostics;
using System.Text.RegularExpressions;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The commands that the documentation shows, from its text, with the Host as the board and Mosquitto as the broker.</summary>
[TestClass]
public partial class DocumentedCommandTests
{
    /// <summary>How long a command that has no end of its own is watched.</summary>
    private const int RunTime = 2_000;

    private static readonly string[] Pages = ["tools/Cli/README.md", "docs/integrations.md", "docs/scale.md"];

    public static IEnumerable<object[]> Commands() => Pages.SelectMany(static page =>
        ShellBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)))
            .SelectMany(static block => block.Groups[1].Value.Split('\n'))
            .Where(static line => line.StartsWith("sensorcast ", StringComparison.Ordinal) || line.StartsWith("mosquitto_sub ", StringComparison.Ordinal))
            .Select(line => new object[] { page, line }));

    [TestMethod]
    public void Every_page_shows_some()
    {
        CollectionAssert.AreEquivalent(Pages, Commands().Select(static row => row[0]).Distinct().ToArray());
    }

    [TestMethod, Timeout(2 * Limits.Test)]
    [DynamicData(nameof(Commands))]
    public async Task Runs(string page, string line)
    {
        using var folder = new TemporaryFolder();
        using var broker = new Broker();
        using var host = new LiveHost();
        using CliProcess? publisher = line.StartsWith("mosquitto_sub", StringComparison.Ordinal)
            ? new CliProcess("bridge", "--board", $"attic={host.Url}", "--broker", $"mqtt://127.0.0.1:{broker.Port}")
            : null;
        string command = Comment().Replace(line, "");
        command = BoardName().Replace(command, host.Url.Authority)
            .Replace("mqtt://broker.local", $"mqtt://127.0.0.1:{broker.Port}", StringComparison.Ordinal)
            .Replace("mosquitto_sub -h broker.local", $"exec mosquitto_sub -h 127.0.0.1 -p {broker.Port} -W 20 -C 1", StringComparison.Ordinal);
        command = publisher is null ? $"exec '{CliProcess.Program}'{command["sensorcast".Length..]}" : command;

        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-c", command])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = bash.StandardOutput.ReadToEndAsync();
        Task<string> errors = bash.StandardError.ReadToEndAsync();
        if (publisher is null)
        {
            await Task.WhenAny(bash.WaitForExitAsync(), Task.Delay(RunTime));
            if (!bash.HasExited)
            {
                using Process kill = Process.Start("kill", ["-INT", $"{bash.Id}"]);
                await kill.WaitForExitAsync();
            }
        }

        using var timeout = new CancellationTokenSource(6 * Limits.Wait);
        await bash.WaitForExitAsync(timeout.Token);
        Assert.AreEqual(0, bash.ExitCode, $"{page}: {command}\n{await errors}");
        bool says = line.Contains("bridge", StringComparison.Ordinal)
            ? (await errors).Contains("connected to", StringComparison.Ordinal)
            : (await output).Length > 0 || Directory.EnumerateFiles(folder.FullName).Any(static file => new FileInfo(file).Length > 0);
        Assert.IsTrue(says, $"{page}: {command}\n{await errors}");
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(" +#.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(board|attic|shed)\.local|192\.0\.2\.7")]
    private static partial Regex BoardName();
}
