using System.CommandLine;
using System.Net;
using Sensorcast.Cli.Bridge;
using Sensorcast.Cli.Channels;
using Sensorcast.Cli.Completion;
using Sensorcast.Cli.Discover;
using Sensorcast.Cli.Record;
using Sensorcast.Cli.Set;
using Sensorcast.Cli.Status;
using Sensorcast.Cli.Watch;
using Sensorcast.Client;
using Sensorcast.Signals;

namespace Sensorcast.Cli;

/// <summary>The whole command line: reads it, runs its command, and makes an exit code and one line of what goes wrong.</summary>
internal static class Tool
{
    /// <summary>How long after Ctrl+C a command may take to end.</summary>
    private static readonly TimeSpan MaxTimeToEnd = TimeSpan.FromSeconds(10);

    /// <param name="arguments">The command line.</param>
    /// <param name="output">For the help.</param>
    /// <param name="errors">For what is wrong with the command line, and what goes wrong.</param>
    /// <param name="termination">Asks it to end.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors, Termination termination)
    {
        ParseResult parsed = Commands().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            errors.WriteLine(Usage.Describe(parsed, arguments));
            return ExitCode.WrongUsage;
        }

        try
        {
            // Not the library's own handling of signals: one that comes while the command ends by itself can make it throw.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
                Output = output,
                Error = errors,
            };
            return await termination.RunAsync(cancellation => parsed.InvokeAsync(configuration, cancellation), MaxTimeToEnd);
        }
        catch (Exception e) when (StandardStream.IsAbandoned(e))
        {
            return ExitCode.Done;
        }
        catch (Exception e)
            when (e is SensorcastException or TimeoutException or IOException or UnauthorizedAccessException or UsageException
                or NotSetException)
        {
            bool wantsToken = e is UpgradeRefusedException { Status: HttpStatusCode.Unauthorized };
            errors.WriteLine(
                OneLine.Of(wantsToken ? $"{e.Message} Give it with --token-file, or in {BoardOptions.TokenVariable}." : e.Message));
            return ExitCode.Of(e);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C, before it was done.
            return ExitCode.Failed;
        }
    }

    private static RootCommand Commands()
    {
        var root = new RootCommand("Finds, watches, records, sets and bridges Sensorcast boards.")
        {
            WatchCommand.Create(),
            RecordCommand.Create(),
            ChannelsCommand.Create(),
            StatusCommand.Create(),
            SetCommand.Create(),
            BridgeCommand.Create(),
            DiscoverCommand.Create(),
            CompletionCommand.Create(),
        };
        HelpWithExamples.AddTo(root);
        return root;
    }
}
