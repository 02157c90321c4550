using System.Diagnostics;
using System.Globalization;
using System.Text;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>The built tool, running.</summary>
internal sealed class CliProcess : IDisposable
{
    /// <summary>
    /// Where the tool itself is built to. Not the folder of these tests: they have ASP.NET, and so lack assemblies that the tool ships.
    /// </summary>
    public static readonly string Program = Path.Combine(
        Repository.Root,
        "artifacts",
        "bin",
        "Cli",
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)),
        OperatingSystem.IsWindows() ? "Sensorcast.Cli.exe" : "Sensorcast.Cli");

    private readonly Process _process;
    private readonly StringBuilder _printed = new();
    private readonly StringBuilder _said = new();
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    public CliProcess(params string[] arguments)
        : this(token: null, arguments)
    {
    }

    /// <param name="token">The environment's token, if it has one.</param>
    /// <param name="arguments">The command line.</param>
    public CliProcess(string? token, string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SENSORCAST_TOKEN"] = token;
        _process = Process.Start(start)!;
        _output = ReadAsync(_process.StandardOutput, _printed);
        _errors = ReadAsync(_process.StandardError, _said);
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunWithTokenAsync(null, arguments);

    /// <summary>Runs it until it has printed something, and presses Ctrl+C then.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunUntilAsync(string[] printed, params string[] arguments)
    {
        using var process = new CliProcess(arguments);
        await process.PrintsAsync(printed);
        process.Interrupt();
        return await process.WaitForExitAsync();
    }

    /// <summary>Runs it to its end, with a token in the environment.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunWithTokenAsync(string? token, params string[] arguments)
    {
        using var process = new CliProcess(token, arguments);
        return await process.WaitForExitAsync();
    }

    /// <summary>Waits until it has printed all of these, or has ended.</summary>
    public Task PrintsAsync(params string[] printed) =>
        Until.TrueAsync(() => _output.IsCompleted || printed.All(TextOf(_printed).Contains), "It does not print that.");

    /// <summary>Waits until it has written this on standard error.</summary>
    public async Task SaysAsync(string said)
    {
        try
        {
            await Until.TrueAsync(() => Said.Contains(said, StringComparison.Ordinal), $"It does not say: {said}");
        }
        catch (AssertFailedException e)
        {
            throw new AssertFailedException($"{e.Message}\nIt has said:\n{Said}");
        }
    }

    /// <summary>Its standard error so far.</summary>
    public string Said => TextOf(_said);

    /// <summary>Presses Ctrl+C.</summary>
    public void Interrupt()
    {
        using Process kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        Assert.IsTrue(kill.WaitForExit(Limits.Wait));
    }

    /// <summary>Presses Ctrl+C as often as a shell can, until it has ended.</summary>
    public void InterruptAgainAndAgain()
    {
        using Process kill = Process.Start("bash", ["-c", "while kill -INT $0 2>/dev/null; do :; done", $"{_process.Id}"]);
        Assert.IsTrue(kill.WaitForExit(Limits.Wait));
    }

    /// <summary>Ends it before it can write anything more, as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        Assert.IsTrue(_process.WaitForExit(Limits.Wait));
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code, and what it printed.</returns>
    public async Task<(int Code, string Output, string Errors)> WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(4 * Limits.Wait);
        await _process.WaitForExitAsync(timeout.Token);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static async Task<string> ReadAsync(StreamReader from, StringBuilder text)
    {
        char[] buffer = new char[4096];
        int count;
        while ((count = await from.ReadAsync(buffer)) > 0)
        {
            lock (text)
            {
                text.Append(buffer, 0, count);
            }
        }

        return TextOf(text);
    }
}
