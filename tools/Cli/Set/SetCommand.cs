using System.CommandLine;
using Sensorcast.Cli.Boards;

namespace Sensorcast.Cli.Set;

/// <summary><c>sensorcast set</c>: sets actuators and prints the values that the board then has.</summary>
internal static class SetCommand
{
    public static Command Create()
    {
        var board = new BoardOptions();
        var settings = new Argument<string[]>("name=value")
        {
            Description =
                "What to set to what, as often as needed: the board takes all values or none. The name is with or without the board's base "
                + "name; the value is a number in the channel's unit, a share (50%), on or off, or a text. For one value, "
                + "'name value' is the same.",
            Arity = ArgumentArity.OneOrMore,
        };
        settings.CompletionSources.Add(BoardCompletion.Settables);
        settings.Validators.Add(static result =>
        {
            string[] words = [.. result.Tokens.Select(static token => token.Value)];
            if (Split(words).FirstOrDefault(static setting => setting.Value is null).Key is string name)
            {
                result.AddError($"'{name}' has no value: write {name}=value.");
            }
        });
        Option<bool> json = JsonOption.Create();
        var command = new Command("set", "Sets actuators, and prints the values that the board then has.") { json };
        board.AddTo(command);
        command.Arguments.Add(settings);
        command.SetAction((parsed, cancellation) => new SetRun(board.Board(parsed), parsed.GetValue(json)).RunAsync(
            Split(parsed.GetRequiredValue(settings)), cancellation));
        return command;
    }

    /// <summary>Reads several name=value, or one name and value.</summary>
    private static List<KeyValuePair<string, string?>> Split(string[] words)
    {
        if (words.Length == 2 && !words[0].Contains('=', StringComparison.Ordinal))
        {
            return [KeyValuePair.Create<string, string?>(words[0], words[1])];
        }

        return [.. words.Select(static word =>
        {
            int end = word.IndexOf('=', StringComparison.Ordinal);
            return end <= 0
                ? KeyValuePair.Create<string, string?>(word, null)
                : KeyValuePair.Create<string, string?>(word[..end], word[(end + 1)..]);
        })];
    }
}
