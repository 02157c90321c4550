using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Sensorcast.Cli;

/// <summary>The help of System.CommandLine, and below it examples.</summary>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <summary>By the name of the command.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Examples = new Dictionary<string, string[]>
    {
        ["watch"] = ["sensorcast watch board.local", "sensorcast watch attic.local shed.local --channel 'temp*'"],
        ["record"] =
            ["sensorcast record board.local -o day.csv --duration 24h",
                "sensorcast record board.local -o log.jsonl --rotate 1d --compress"],
        ["channels"] = ["sensorcast channels board.local"],
        ["status"] = ["sensorcast status board.local || echo 'look at the board'"],
        ["set"] = ["sensorcast set board.local demo-lamp on", "sensorcast set board.local demo-lamp=on demo-dimmer=50%"],
        ["bridge"] = ["sensorcast bridge --board attic=board.local --broker mqtt://broker.local", "sensorcast bridge --config bridge.conf"],
        ["completion"] = ["source <(sensorcast completion bash)"],
    };

    /// <summary>Puts examples below the help of a command and of those below it.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        }
    }

    /// <summary>A command line that asks for help need not be complete.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int result = help.Invoke(parseResult);
        if (Examples.TryGetValue(parseResult.CommandResult.Command.Name, out string[]? examples))
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(examples.Length == 1 ? "Example:" : "Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {example}");
            }
        }

        return result;
    }
}
