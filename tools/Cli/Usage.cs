using System.CommandLine;

namespace Sensorcast.Cli;

/// <summary>Describes the error of a command line in one sentence, with the nearest valid names.</summary>
internal static class Usage
{
    /// <summary>The sentence for a command line with an error.</summary>
    public static string Describe(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            string? given = arguments.Count == 0 ? null : arguments[0];
            return given is null
                ? $"Say what to do: {Commands(command)}. Try --help."
                : given.StartsWith('-') ? NoOption(command, given) : NoCommand(command, given);
        }

        string? option = parsed.UnmatchedTokens.FirstOrDefault(static token => token.StartsWith('-'));
        return $"{(option is null ? OneLine.Of(parsed.Errors[0].Message) : NoOption(command, option))} Try sensorcast {command.Name} "
            + "--help.";
    }

    /// <summary>The sentence for an option that a command does not have.</summary>
    public static string NoOption(Command command, string given)
    {
        string of = command is RootCommand ? "There is no option" : $"sensorcast {command.Name} has no option";
        IEnumerable<string> options = command.Options.Where(static option => !option.Hidden)
            .SelectMany(static option => option.Aliases.Append(option.Name));
        string name = given.Split('=')[0];
        IEnumerable<string> longOptions = options.Where(static option => option.StartsWith("--", StringComparison.Ordinal));
        IReadOnlyList<string> nearest = Nearest.Of(name, longOptions, 1);
        return $"{of} '{name}'.{Nearest.Question(nearest)}";
    }

    private static string NoCommand(Command root, string given)
    {
        IReadOnlyList<string> near = Nearest.Of(given, root.Subcommands.Select(static command => command.Name), 2);
        string meant = near.Count > 0 ? Nearest.Question(near) : $" The commands are {Commands(root)}.";
        return $"There is no command '{given}'.{meant} Try --help.";
    }

    private static string Commands(Command root) => string.Join(", ", root.Subcommands.Select(static command => command.Name));
}
