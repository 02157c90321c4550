using Sensorcast.Cli;
using Sensorcast.Signals;

namespace Sensorcast.Tests.CliTests;

/// <summary>
/// The tool's command line in this process: for a command line that does not run a command, and so takes no time. For commands
/// there is <see cref="CliProcess"/>.
/// </summary>
internal static class CliCall
{
    /// <returns>The exit code, and what it printed.</returns>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        int code = await Tool.RunAsync(arguments, output, errors, new Termination());
        return (code, output.ToString(), errors.ToString());
    }
}
