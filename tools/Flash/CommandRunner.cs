using System.ComponentModel;
using System.Diagnostics;

namespace Sensorcast.Flash;

/// <summary>Finds and runs the programs of the steps.</summary>
internal static class CommandRunner
{
    public const string Dotnet = "dotnet";
    public const string Nanoff = "nanoff";

    /// <summary>Runs the command on this console, since nanoff draws its progress there.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(FlashStep step)
    {
        var start =
            new ProcessStartInfo(PathOf(step.Program)
                ?? throw new FlashException(ProblemWith(step.Program)!), step.Arguments)
            { UseShellExecute = false };
        if (step.Program == Nanoff)
        {
            // For a nanoff that was installed without --allow-roll-forward.
            start.Environment.TryAdd("DOTNET_ROLL_FORWARD", "Major");
        }

        try
        {
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception e)
        {
            throw new FlashException($"Cannot start {start.FileName}: {e.Message}");
        }
        finally
        {
            if (!Console.IsOutputRedirected)
            {
                // nanoff does not reset its white text.
                Console.ResetColor();
            }
        }
    }

    /// <summary>Why a program cannot be run, or <see langword="null"/>.</summary>
    public static string? ProblemWith(string program) =>
        PathOf(program) is not null ? null
        : program == Nanoff
        ? $"nanoff is not installed. Run this without {FlashPlan.SkipNanoff}, or install it with: dotnet tool install --global nanoff"
        : "dotnet is not on the PATH. Install the .NET 10 SDK from https://dotnet.microsoft.com/download and open a new console.";

    private static string? PathOf(string program)
    {
        IEnumerable<string> folders =
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (program == Nanoff)
        {
            // The PATH of this console does not have a fresh install yet.
            folders = folders.Append(GlobalTools);
        }

        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        return folders
            .SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending)))
            .FirstOrDefault(File.Exists);
    }

    private static string GlobalTools => Path.Combine(
        Environment.GetEnvironmentVariable("DOTNET_CLI_HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        ".dotnet",
        "tools");
}
