using System.ComponentModel;
using System.Diagnostics;

namespace Sensorcast.Tests.Shared;

/// <summary>A running program of a third party.</summary>
internal sealed class ToolProcess : IDisposable
{
    private readonly string _name;
    private readonly Process _process;
    private readonly Task<string> _errors;

    public ToolProcess(
        string file, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        _name = Path.GetFileName(file);
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw Missing(_name);
        }

        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Fails with its error output if it has ended.</summary>
    public void AssertRuns() => Assert.IsFalse(_process.HasExited, $"{_name} has ended:\n{(_process.HasExited ? _errors.Result : "")}");

    /// <summary>The message of a test whose program is not installed.</summary>
    public static AssertFailedException Missing(string name) => new($"{name} is missing: run tests/run.sh, which installs it.");

    /// <summary>Runs a program to its end; its exit code must be 0.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string file, IEnumerable<string> arguments, int milliseconds, string? folder = null)
    {
        using var tool = new ToolProcess(file, arguments, folder);
        return tool.Finish("", milliseconds);
    }

    /// <summary>Waits for the next line of output.</summary>
    public string ReadLine(int milliseconds)
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        Assert.IsTrue(line.Wait(milliseconds), $"{_name} printed nothing in {milliseconds} ms.");
        return line.Result ?? throw new AssertFailedException($"{_name} ended too early:\n{_errors.Result}");
    }

    /// <summary>Writes the rest of its input and waits for its end; its exit code must be 0.</summary>
    /// <returns>What it printed and has not been read yet.</returns>
    public string Finish(string input, int milliseconds)
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync();
        Task write = WriteAsync(input);
        Assert.IsTrue(_process.WaitForExit(milliseconds), $"{_name} did not end in {milliseconds} ms.");
        Task.WaitAll(write, output, _errors);
        Assert.AreEqual(0, _process.ExitCode, $"{_name} failed:\n{output.Result}\n{_errors.Result}");
        return output.Result;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task WriteAsync(string input)
    {
        try
        {
            await _process.StandardInput.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; its exit code says why.
        }
    }
}
