using System.Diagnostics;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>A terminal of a size with a shell in it: a tmux of its own. Tests read its cells.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _socket;

    /// <param name="width">How many columns it has.</param>
    /// <param name="height">How many lines.</param>
    /// <param name="shell">The shell.</param>
    /// <param name="environment">The environment besides this process's, as NAME=value.</param>
    public Terminal(int width, int height, string shell = "bash --norc --noprofile", params string[] environment)
    {
        _socket = _folder.File("tmux");
        Directory.CreateDirectory(_folder.File("bin"));
        File.CreateSymbolicLink(_folder.File("bin/sensorcast"), CliProcess.Program);
        string variables =
            string.Join(
                ' ', environment.Prepend("LC_ALL=C.UTF-8").Prepend("PS1='$ '")
                    .Select(static one => one.Contains('\'', StringComparison.Ordinal) ? one : $"'{one}'"));
        Tmux("new-session", "-d", "-x", $"{width}", "-y", $"{height}",
            $"cd {_folder.FullName}; exec env -u NO_COLOR PATH={_folder.File("bin")}:$PATH {variables} {shell}");
    }

    /// <summary>The lines of the screen, without the spaces at their ends.</summary>
    public string[] Lines => [.. Tmux("capture-pane", "-p").Split('\n').SkipLast(1)];

    /// <summary>The screen as text.</summary>
    public string Text => string.Join('\n', Lines);

    /// <summary>The screen with its colours, as escape sequences.</summary>
    public string Colours => Tmux("capture-pane", "-p", "-e");

    /// <summary>Where its shell is.</summary>
    public string FolderOf(string name) => _folder.File(name);

    /// <summary>Whether the alternate screen is shown, and whether there is a cursor.</summary>
    public string Modes => Tmux("display-message", "-p", "alternate #{alternate_on} cursor #{cursor_flag}").Trim();

    /// <summary>Types a text.</summary>
    public void Type(string text) => Tmux("send-keys", "-l", text);

    /// <summary>Presses keys, by tmux's names for them.</summary>
    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    /// <summary>Types a command.</summary>
    public void Run(string command)
    {
        Type(command);
        Press("Enter");
    }

    /// <summary>Makes it larger or smaller.</summary>
    public void Resize(int width, int height) => Tmux("resize-window", "-x", $"{width}", "-y", $"{height}");

    /// <summary>Waits until the screen is as expected.</summary>
    public Task WaitAsync(Func<string, bool> isReady, string what) => ShowsAsync(() =>
    {
        string text = Text;
        if (!isReady(text))
        {
            Assert.Fail($"{what}\n{text}");
        }
    });

    /// <summary>
    /// Waits until assertions about the screen hold. A screen is read while the next frame is being drawn, so an assertion about
    /// several lines may hold only a moment later.
    /// </summary>
    public static async Task ShowsAsync(Action assertions)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                assertions();
                return;
            }
            catch (AssertFailedException) when (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 3 * Limits.Wait)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>Waits until a text is on the screen.</summary>
    public Task WaitForAsync(string text) =>
        WaitAsync(screen => screen.Contains(text, StringComparison.Ordinal), $"'{text}' is not there:");

    public void Dispose()
    {
        Tmux("kill-server");
        _folder.Dispose();
    }

    private string Tmux(params string[] arguments) =>
        ToolProcess.Run("tmux", ["-u", "-S", _socket, "-f", "/dev/null", .. arguments], 2 * Limits.Wait);
}
