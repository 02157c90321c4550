using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>The options of <c>sensorcast bridge</c>.</summary>
internal sealed partial class BridgeOptions
{
    private readonly Option<Dictionary<string, Uri>> _boards =
        PairsOption("--board", "name=address", "A board, and what it is called in topics. Once for each board.", BoardOptions.ParseAddress);

    private readonly Option<Dictionary<string, FileInfo>> _tokenFiles =
        PairsOption("--token-file", "name=file", "A file with a board's access token.", static (_, text) => new FileInfo(text));

    private readonly Option<Uri> _broker = new("--broker")
    {
        Description = "The broker: mqtt://host, mqtt://host:port, mqtts://user@host",
        HelpName = "address",
        CustomParser = ParseBroker,
    };

    private readonly Option<FileInfo?> _passwordFile =
        new("--password-file") { Description = "A file with the password for the broker's user.", HelpName = "file" };

    private readonly Option<string> _prefix = TopicOption("--topic-prefix", "What every topic begins with.", "sensorcast");

    private readonly Option<SenmlEncoding> _encoding = ChoiceOption.Create(
        "--encoding", "What the packs are written in. Retained readings are SenML-JSON in either case.", SenmlEncoding.Json);

    private readonly Option<bool> _commands =
        new("--commands") { Description = "Lets every client that may publish to the broker set the boards' actuators." };

    private readonly Option<bool> _homeAssistant =
        new("--home-assistant") { Description = "Announces the boards and their channels to Home Assistant, by MQTT discovery." };

    private readonly Option<string> _discoveryPrefix =
        TopicOption("--discovery-prefix", "Home Assistant's discovery prefix.", "homeassistant");

    private readonly Option<double> _recentPeriod = new("--recent-period")
    {
        Description = "A new subscriber gets at most one reading of each channel in so many seconds.",
        HelpName = "seconds",
    };

    private readonly Option<bool> _noReadings = new("--no-readings")
    {
        Description = "Leaves out the topic of each channel with its newest reading: most of the messages that the broker gets.",
    };

    private readonly Option<FileInfo?> _file = new("--config")
    {
        Description = "A file with options, one a line without the dashes: board attic=attic.local. Options on the command line override it.",
        HelpName = "file",
    };

    private readonly Option<string[]> _forget = new("--forget")
    {
        Description = "Removes what the broker has retained of a board, and ends.",
        HelpName = "name",
    };

    private readonly Option<bool> _health = new("--health")
    {
        Description =
            "Checks, through the broker, whether a bridge publishes the boards, and ends: 0 if one does, 1 if not, "
                + "3 if the broker cannot be reached.",
    };

    public BridgeOptions()
    {
        _recentPeriod.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 86400))
            {
                result.AddError("--recent-period takes 0 to 86400 seconds.");
            }
        });
        _forget.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => !NamePattern().IsMatch(token.Value)))
            {
                result.AddError("--forget takes the name of a board, of letters, digits and - . _");
            }
        });
    }

    /// <summary>Adds them to the command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])
        [
            _boards, _tokenFiles, _broker, _prefix, _encoding, _commands, _passwordFile, _homeAssistant, _discoveryPrefix, _recentPeriod,
            _noReadings, _file, _forget, _health,
        ])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Adds the options of the file, if there is one, to those of the command line.</summary>
    /// <exception cref="UsageException">They are wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public ParseResult WithFile(ParseResult commandLine, Command command) =>
        commandLine.GetValue(_file) is FileInfo file ? BridgeFile.Read(file, commandLine, command, [_file, _forget, _health]) : commandLine;

    /// <summary>The boards that are to be forgotten.</summary>
    public string[] Forgotten(ParseResult parsed) => parsed.GetValue(_forget) ?? [];

    /// <summary>Whether only to check for bridges.</summary>
    public bool IsHealthCheck(ParseResult parsed) => parsed.GetValue(_health);

    /// <summary>What the bridge is to do.</summary>
    /// <exception cref="UsageException">The options do not go together.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public BridgePlan Plan(ParseResult parsed)
    {
        bool forgets = Forgotten(parsed).Length > 0;
        Dictionary<string, FileInfo> tokens = parsed.GetValue(_tokenFiles) ?? [];
        Dictionary<string, Uri> boards = parsed.GetValue(_boards) ?? [];
        string? error =
            boards.Count > 0 == forgets && parsed.GetValue(_file) is null
                ? "bridge takes --board to publish boards, or --forget to remove one."
            : boards.Count == 0 && !forgets ? $"'{parsed.GetValue(_file)}' has no board: add a line such as board attic=attic.local."
            : parsed.GetValue(_broker) is null ? "bridge needs the broker's address: --broker mqtt://host."
            : parsed.GetValue(_homeAssistant) && parsed.GetValue(_noReadings)
            ? "--home-assistant and --no-readings do not go together: Home Assistant takes its values from these topics."
            : forgets && IsHealthCheck(parsed) ? "--forget and --health do not go together."

            // The board's own token would be missing, and the only symptom of the typing error would be a refused connection.
            : tokens.Keys.FirstOrDefault(name => !boards.ContainsKey(name)) is string unknown
            ? $"--token-file has '{unknown}', which is not the name of a --board."
            : null;
        if (error is not null)
        {
            throw new UsageException($"{error} Try sensorcast bridge --help.");
        }

        Uri broker = parsed.GetRequiredValue(_broker);
        return new BridgePlan(
            [.. boards.Select(board => new BridgedBoard(board.Key, board.Value, UserFile.ReadSecret(tokens.GetValueOrDefault(board.Key))))],
            broker,
            broker.UserInfo.Length > 0 ? Uri.UnescapeDataString(broker.UserInfo) : null,
            UserFile.ReadSecret(parsed.GetValue(_passwordFile)),
            parsed.GetRequiredValue(_prefix),
            parsed.GetValue(_encoding),
            parsed.GetValue(_commands),
            parsed.GetValue(_homeAssistant) || forgets ? parsed.GetRequiredValue(_discoveryPrefix) : null,
            TimeSpan.FromSeconds(parsed.GetValue(_recentPeriod)),
            !parsed.GetValue(_noReadings));
    }

    private static Option<string> TopicOption(string name, string description, string byDefault)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "topic", DefaultValueFactory = _ => byDefault };
        option.Validators.Add(static result =>
        {
            if (!PrefixPattern().IsMatch(result.GetValueOrDefault<string>()))
            {
                result.AddError($"{result.Option.Name} takes letters, digits and - . _ with slashes between them.");
            }
        });
        return option;
    }

    private static Option<Dictionary<string, T>> PairsOption<T>(
        string name, string form, string description, Func<SymbolResult, string, T> parse) => new(name)
        {
            Description = description,
            HelpName = form,
            Arity = ArgumentArity.OneOrMore,
            CustomParser = result =>
            {
                Dictionary<string, T> pairs = [];
                foreach (Token token in result.Tokens)
                {
                    string[] parts = token.Value.Split('=', 2);
                    if (parts.Length != 2 || !NamePattern().IsMatch(parts[0]))
                    {
                        result.AddError($"{name} takes {form}, with a name of letters, digits and - . _, not '{token.Value}'.");
                    }
                    else if (!pairs.TryAdd(parts[0], parse(result, parts[1])))
                    {
                        result.AddError($"{name} has '{parts[0]}' twice.");
                    }
                }

                return pairs;
            },
        };

    private static Uri ParseBroker(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (BareIPv6().IsMatch(text))
        {
            result.AddError($"--broker takes an IPv6 address in brackets, such as mqtt://[::1]:1883, not '{text}'.");
            return null!;
        }

        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? url) || url.Scheme is not ("mqtt" or "mqtts") || url.Host.Length == 0
            || url.AbsolutePath.Length > 1 || url.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            result.AddError($"--broker takes mqtt://host:port or mqtts://user@host:port, without a password, not '{text}'.");
        }

        return url!;
    }

    [GeneratedRegex(@"^\s*(mqtts?://)?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex BareIPv6();

    [GeneratedRegex("^[A-Za-z0-9._-]+$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$")]
    private static partial Regex PrefixPattern();
}
