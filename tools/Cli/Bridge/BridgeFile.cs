using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// A file with options of the bridge, one a line and without their dashes, such as <c>board attic=attic.local</c>. A line that begins with
/// # is a comment. An option of the command line overrides the file's; its boards are added.
/// </summary>
internal static class BridgeFile
{
    /// <summary>Reads the file, and parses the command line again with it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="commandLine">The command line, which names the file.</param>
    /// <param name="command">The command; the file may have its options.</param>
    /// <param name="others">The options that only the command line may have.</param>
    /// <exception cref="UsageException">A line is wrong; the message names it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ParseResult Read(FileInfo file, ParseResult commandLine, Command command, IReadOnlyCollection<Option> others)
    {
        string[] given = [.. commandLine.Tokens.Select(static token => token.Value)];
        string[] all = given;
        int number = 0;
        ParseResult parsed = commandLine;
        foreach (string line in UserFile.Use(file, File.ReadAllLines))
        {
            number++;
            string[] words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }

            string name = $"--{words[0].TrimStart('-')}";
            Option? option = command.Options.FirstOrDefault(option => option.Name == name);
            if (option is null || others.Contains(option))
            {
                throw new UsageException($"{file}:{number}: {Unknown(command, option, name)}");
            }

            bool isReplaced = option.Arity.MaximumNumberOfValues <= 1 && commandLine.GetResult(option) is OptionResult { Implicit: false };
            all = isReplaced ? all : [.. all, name, .. words[1..]];
            parsed = commandLine.RootCommandResult.Command.Parse(all);
            if (parsed.Errors.Count > 0)
            {
                throw new UsageException($"{file}:{number}: {OneLine.Of(parsed.Errors[0].Message)}");
            }
        }

        return parsed;
    }

    private static string Unknown(Command command, Option? option, string name) => option is null
        ? $"{Usage.NoOption(command, name)} A line is an option without its dashes, a space, and its value."
        : $"{name} is for the command line alone.";
}
