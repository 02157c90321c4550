using System.CommandLine;
using System.CommandLine.Parsing;
using Sensorcast.Cli.Boards;
using Sensorcast.Client;

namespace Sensorcast.Cli;

/// <summary>The options of every command that connects to boards: their addresses and access tokens.</summary>
/// <param name="several">Whether there may be more than one.</param>
internal sealed class BoardOptions(bool several = false)
{
    /// <summary>Holds the token if no file is named.</summary>
    public const string TokenVariable = "SENSORCAST_TOKEN";

    private readonly Argument<Uri[]> _addresses = new("board")
    {
        Description =
            $"The board{(several ? ", or several" : "")}: its name on the network as discover lists it, board.local, 192.0.2.7:8080, "
                + "http://…, https://…, ws://… or wss://…",
        Arity = several ? ArgumentArity.OneOrMore : ArgumentArity.ExactlyOne,
        CustomParser = static result => [.. result.Tokens.Select(token => ParseAddress(result, token.Value))],
    };

    private readonly Option<string[]> _tokenFiles = new("--token-file")
    {
        Description =
            $"A file with the board's access token{(several ? "; with several boards, board=file for each that has one of its own" : "")}. "
            + $"Without the option, the environment variable {TokenVariable} may hold it. "
            + "There is no option for the token itself: others could see it in the list of processes.",
        HelpName = "file",
    };

    /// <summary>The boards that were named.</summary>
    /// <exception cref="IOException">A token's file cannot be read.</exception>
    public IReadOnlyList<Board> Boards(ParseResult parsed)
    {
        string[] files = parsed.GetValue(_tokenFiles) ?? [];
        return [.. parsed.GetRequiredValue(_addresses).Select(address =>
        {
            string name = Cli.Boards.Board.NameOf(address);
            return new Board(name, address, FindToken(name, files));
        })];
    }

    /// <summary>The board that was named.</summary>
    /// <exception cref="IOException">The token's file cannot be read.</exception>
    public Board Board(ParseResult parsed) => Boards(parsed)[0];

    /// <summary>Adds the argument and the option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_addresses);
        command.Options.Add(_tokenFiles);
    }

    /// <summary>Reads a board's address, or adds the error.</summary>
    public static Uri ParseAddress(SymbolResult result, string text)
    {
        if (text.StartsWith('-') && result.Parent is CommandResult parent)
        {
            result.AddError(Usage.NoOption(parent.Command, text));
            return null!;
        }

        try
        {
            return BoardAddress.Parse(text);
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
            return null!;
        }
    }

    private string? FindToken(string board, string[] files)
    {
        string? own =
            files.Select(file => several && file.StartsWith(board + "=", StringComparison.Ordinal) ? file[(board.Length + 1)..] : null)
            .FirstOrDefault(static file => file is not null);
        string? common = files.FirstOrDefault(file => !several || File.Exists(file) || !file.Contains('=', StringComparison.Ordinal));
        return (own ?? common) is string path
            ? UserFile.ReadSecret(new FileInfo(path))
            : Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token : null;
    }
}
