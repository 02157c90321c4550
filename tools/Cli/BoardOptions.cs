using System.CommandLine;
using System.CommandLine.Parsing;
using Sensorcast.Client;

namespace Sensorcast.Cli;

/// <summary>What every command that talks to one board is told: where it is, and with which token.</summary>
internal sealed class BoardOptions
{
    /// <summary>Holds the token where no file is named.</summary>
    public const string TokenVariable = "SENSORCAST_TOKEN";

    private readonly Argument<Uri> _address = new("board")
    {
        Description = "The board: board.local, 192.0.2.7:8080, http://…, https://…, ws://… or wss://…",
        CustomParser = result => ParseAddress(result, result.Tokens[0].Value),
    };

    private readonly Option<FileInfo?> _tokenFile = new("--token-file")
    {
        Description =
            $"A file with the board's access token. Without the option, the environment variable {TokenVariable} may hold it. " +
            "There is no option for the token itself: others could see it in the list of processes.",
        HelpName = "file",
    };

    /// <summary>Makes a client for what was parsed.</summary>
    public SensorcastClient CreateClient(ParseResult parsed) =>
        new(parsed.GetRequiredValue(_address), new SensorcastClientOptions { Token = FindToken(parsed.GetValue(_tokenFile)) });

    /// <summary>How the board is called in what people read.</summary>
    public string NameOf(ParseResult parsed) => parsed.GetRequiredValue(_address).Authority;

    /// <summary>Adds the argument and the option to a command.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_address);
        command.Options.Add(_tokenFile);
    }

    private static string? FindToken(FileInfo? file) =>
        file is null && Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } token ? token : UserFile.ReadSecret(file);

    /// <summary>Reads a board's address, or adds the error.</summary>
    public static Uri ParseAddress(SymbolResult result, string text)
    {
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
}
