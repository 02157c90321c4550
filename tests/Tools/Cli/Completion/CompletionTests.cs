using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary><c>sensorcast completion</c>, in the shells themselves.</summary>
[TestClass]
public class CompletionTests
{
    private static LiveHost _host = null!;

    [ClassInitialize]
    public static void Start(TestContext _) => _host = new LiveHost(0, "--name", "board");

    [ClassCleanup]
    public static void Stop() => _host.Dispose();

    [TestMethod, Timeout(2 * Limits.Test)]
    public async Task Bash()
    {
        using var terminal = new Terminal(100, 24);
        terminal.Run("source <(sensorcast completion bash)");
        string board = _host.Url.Authority;

        await CompletesAsync(terminal, "sensorcast wa", "sensorcast watch ");
        await CompletesAsync(terminal, "sensorcast record x --rot", "sensorcast record x --rotate ");
        await CompletesAsync(terminal, "sensorcast record x --format js", "sensorcast record x --format jsonl ");
        await CompletesAsync(terminal, "sensorcast completion z", "sensorcast completion zsh ");
        await CompletesAsync(terminal, $"sensorcast set {board} demo-la", $"sensorcast set {board} demo-lamp=on", "on");
        await CompletesAsync(terminal, $"sensorcast watch {board} --channel demo-wa", $"sensorcast watch {board} --channel demo-wave ");
        terminal.Run("touch the-file");
        await CompletesAsync(terminal, "sensorcast record x -o the-f", "sensorcast record x -o the-file ");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Zsh()
    {
        using var terminal = new Terminal(100, 24, "zsh -f");
        terminal.Run("autoload -U compinit; compinit -D; source <(sensorcast completion zsh)");

        await CompletesAsync(terminal, "sensorcast wa", "sensorcast watch ");
        await CompletesAsync(
            terminal, $"sensorcast set {_host.Url.Authority} demo-la", $"sensorcast set {_host.Url.Authority} demo-lamp=on", "on");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Fish()
    {
        using var terminal = new Terminal(100, 24, "fish --no-config");
        terminal.Run("sensorcast completion fish | source");

        await CompletesAsync(terminal, "sensorcast wa", "sensorcast watch ");
        await CompletesAsync(terminal, "sensorcast record x --rot", "sensorcast record x --rotate ");
    }

    [TestMethod, Timeout(Limits.Test)]
    public async Task Every_shell_has_a_completion()
    {
        foreach (string shell in new[] { "bash", "zsh", "fish", "pwsh" })
        {
            (int code, string output, _) = await CliProcess.RunAsync("completion", shell);

            Assert.AreEqual(0, code);
            Assert.Contains("[suggest:", output);
        }
    }

    /// <summary>Types a line, Tab and further keys; then clears the line.</summary>
    private static async Task CompletesAsync(Terminal terminal, string typed, string completed, string more = "")
    {
        terminal.Run("clear");
        await terminal.WaitAsync(static text => text.TrimEnd().Length > 0
            && !text.Contains("clear", StringComparison.Ordinal), "It is clear.");
        terminal.Type(typed);
        await terminal.WaitForAsync(typed);
        terminal.Press("Tab");
        await terminal.WaitForAsync(completed[..(completed.Length - more.Length)].TrimEnd());
        await Task.Delay(200);
        terminal.Type(more + "x");
        await terminal.WaitForAsync(completed + "x");
        terminal.Press("C-u");
    }
}
