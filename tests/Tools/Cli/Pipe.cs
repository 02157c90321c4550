using System.Diagnostics;
using Sensorcast.Tests.HostTests;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>A line of a real shell with the tool in it.</summary>
internal static class Pipe
{
    /// <summary>Runs a line of bash in which <c>sensorcast</c> is the built tool.</summary>
    /// <returns>The exit code of each command in its pipe, and what went to standard output and standard error.</returns>
    public static async Task<(string Codes, string Output, string Errors)> RunAsync(string line)
    {
        string script = $"sensorcast() {{ \"{CliProcess.Program}\" \"$@\"; }}\n{line}\necho \"${{PIPESTATUS[*]}}\"";
        using Process bash = Process.Start(new ProcessStartInfo("bash", ["-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        })!;
        Task<string> output = bash.StandardOutput.ReadToEndAsync();
        Task<string> errors = bash.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(4 * Limits.Wait);
        try
        {
            await bash.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
            throw;
        }

        string[] lines = (await output).TrimEnd().Split('\n');
        return (lines[^1], string.Join('\n', lines[..^1]), await errors);
    }
}
