using System.Diagnostics;
using System.Globalization;
using Sensorcast.Tests.HostTests;

namespace Sensorcast.Tests.DocsTests;

/// <summary>A shell in a session of its own, so that the programs it starts can be ended with it.</summary>
internal sealed class Shell : IDisposable
{
    private const int Wait = 18 * Limits.Wait;

    /// <summary>How long a program has to end by itself before it is interrupted, in milliseconds.</summary>
    private const int OwnEnd = 1000;

    /// <summary>The exit code of a shell when SIGINT has ended it or its command.</summary>
    private const int Interrupted = 128 + 2;

    private const int MaxShown = 2000;

    private readonly Process _process;
    private readonly string _script;
    private readonly string _output;

    public Shell(string script, string folder, IReadOnlyDictionary<string, string> environment)
    {
        _script = script;
        _output = Path.Combine(folder, $"output-{Guid.NewGuid():N}");
        string program = $"""
            exec > {_output} 2>&1 </dev/null
            sensorcast() (exec dotnet {Path.Combine(AppContext.BaseDirectory, "Sensorcast.Cli.dll")} "$@")
            set -eu
            {script}
            """;
        var start = new ProcessStartInfo("setsid", ["--wait", "bash", "-c", program]) { WorkingDirectory = folder };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    private string Output => File.Exists(_output) ? File.ReadAllText(_output) : "";

    /// <summary>The script and the start of what it has printed.</summary>
    private string Story => $"{_script}\n{Output[..Math.Min(Output.Length, MaxShown)]}";

    /// <summary>Waits until it has printed something.</summary>
    public void WaitForText(string text) =>
        WaitFor(() => Output.Contains(text, StringComparison.Ordinal), $"printed no '{text}'", mayEnd: false);

    /// <summary>Waits until it has printed anything or has ended.</summary>
    public void WaitForOutputOrEnd() => WaitFor(() => Output.Length > 0 || _process.HasExited, "printed nothing", mayEnd: true);

    /// <summary>Waits for its end.</summary>
    public void WaitForEnd() => WaitFor(() => _process.HasExited, "did not end", mayEnd: true);

    /// <summary>Interrupts it as Ctrl+C does, unless it has ended; it must succeed.</summary>
    public void Interrupt()
    {
        // A program that has printed its last line ends by itself: System.CommandLine fails when a signal comes while it ends.
        if (!_process.WaitForExit(OwnEnd))
        {
            Kill("INT");
        }

        Assert.IsTrue(_process.WaitForExit(Wait), $"did not end when interrupted:\n{Story}");
        Assert.IsTrue(_process.ExitCode is 0 or Interrupted, $"ended with {_process.ExitCode}:\n{Story}");
    }

    public void Dispose()
    {
        // The session may contain more than the shell.
        Kill("KILL");
        _process.WaitForExit(Limits.Wait);
        _process.Dispose();
    }

    private void WaitFor(Func<bool> condition, string problem, bool mayEnd)
    {
        for (long end = Environment.TickCount64 + Wait; !condition(); Thread.Sleep(50))
        {
            bool isOver = Environment.TickCount64 > end || (!mayEnd && _process.HasExited);
            Assert.IsFalse(isOver && !condition(), $"{problem}:\n{Story}");
        }
    }

    private void Kill(string signal)
    {
        // setsid forks only when it leads a group, which a child of .NET does not; so the session has the number of the process.
        string session = string.Create(CultureInfo.InvariantCulture, $"-{_process.Id}");
        using Process kill = Process.Start(new ProcessStartInfo("kill", [$"-{signal}", "--", session]) { RedirectStandardError = true })!;
        kill.WaitForExit(Limits.Wait);
    }
}
