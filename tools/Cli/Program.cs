using System.CommandLine;
using System.Net;
using Sensorcast.Cli;
using Sensorcast.Cli.Bridge;
using Sensorcast.Cli.Record;
using Sensorcast.Cli.Set;
using Sensorcast.Cli.Watch;
using Sensorcast.Client;

var root = new RootCommand("Watches, records, sets and bridges Sensorcast boards.")
{
    WatchCommand.Create(),
    RecordCommand.Create(),
    SetCommand.Create(),
    BridgeCommand.Create(),
};

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"{(parsed.CommandResult.Command == root ? NoCommand() : OneLine(parsed.Errors[0].Message))} Try --help.");
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
catch (Exception e) when (e is SensorcastException or TimeoutException or IOException or UnauthorizedAccessException)
{
    bool wantsToken = e is UpgradeRefusedException { Status: HttpStatusCode.Unauthorized };
    Console.Error.WriteLine(OneLine(wantsToken ? $"{e.Message} Give it with --token-file, or in {BoardOptions.TokenVariable}." : e.Message));
    return ExitCode.Of(e);
}
catch (OperationCanceledException)
{
    // Ctrl+C, before it was done.
    return ExitCode.Failed;
}

string NoCommand()
{
    string commands = string.Join(", ", root.Subcommands.Select(static command => command.Name));
    string? given = args.FirstOrDefault(static word => !word.StartsWith('-'));
    return given is null ? $"Say what to do: {commands}." : $"There is no command '{given}': the commands are {commands}.";
}

static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
