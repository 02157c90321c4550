using System.CommandLine;

namespace Sensorcast.Cli.Bridge;

/// <summary><c>sensorcast bridge</c>: publishes boards, removes one from the broker, or checks whether a bridge publishes them.</summary>
internal static class BridgeCommand
{
    public static Command Create()
    {
        var options = new BridgeOptions();
        var command = new Command("bridge", "Publishes boards to an MQTT broker.");
        options.AddTo(command);
        command.SetAction((commandLine, cancellation) =>
        {
            ParseResult parsed = options.WithFile(commandLine, command);
            BridgePlan plan = options.Plan(parsed);
            if (options.IsHealthCheck(parsed))
            {
                return HealthRun.RunAsync(plan, Console.Out.WriteLine, cancellation);
            }

            // A bridge has no output but its log.
            var log = TextWriter.Synchronized(new StreamWriter(StandardStream.OpenError()) { AutoFlush = true });
            return options.Forgotten(parsed) is { Length: > 0 } forgotten
                ? ForgetRun.RunAsync(plan, forgotten, log.WriteLine, cancellation)
                : BridgeRun.RunAsync(plan, log.WriteLine, cancellation);
        });
        return command;
    }
}
