using System.CommandLine;
using System.Net;
using Sensorcast.Cli;
using Sensorcast.Cli.Bridge;
using Sensorcast.Cli.Channels;
using Sensorcast.Cli.Completion;
using Sensorcast.Cli.Discover;
using Sensorcast.Cli.Record;
using Sensorcast.Cli.Set;
using Sensorcast.Cli.Status;
using Sensorcast.Cli.Watch;
using Sensorcast.Client;

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
ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine(Usage.Describe(parsed, args));
    return ExitCode.WrongUsage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
    });
}
catch (Exception e) when (StandardStream.IsAbandoned(e))
{
    return ExitCode.Done;
}
catch (Exception e)
    when (e is SensorcastException or TimeoutException or IOException or UnauthorizedAccessException or UsageException or NotSetException)
{
    bool wantsToken = e is UpgradeRefusedException { Status: HttpStatusCode.Unauthorized };
    Console.Error.WriteLine(
        OneLine.Of(wantsToken ? $"{e.Message} Give it with --token-file, or in {BoardOptions.TokenVariable}." : e.Message));
    return ExitCode.Of(e);
}
catch (OperationCanceledException)
{
    // Ctrl+C, before it was done.
    return ExitCode.Failed;
}
