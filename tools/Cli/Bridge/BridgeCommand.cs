using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary><c>sensorcast bridge</c>: its options.</summary>
internal static partial class BridgeCommand
{
    public static Command Create()
    {
        Option<Dictionary<string, Uri>> boards = BoardsOption();
        Option<Dictionary<string, FileInfo>> tokenFiles = PairsOption(
            "--token-file", "name=file", "A file with a board's access token.", static (_, text) => new FileInfo(text));
        Option<Uri> broker = BrokerOption();
        var prefix = new Option<string>("--topic-prefix")
        {
            Description = "What every topic begins with.",
            HelpName = "topic",
            DefaultValueFactory = _ => "sensorcast",
        };
        prefix.Validators.Add(CheckPrefix);
        var recentPeriod = new Option<double>("--recent-period")
        {
            Description = "Of each channel, who subscribes now gets at most one reading in so many seconds.",
            HelpName = "seconds",
        };
        recentPeriod.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 86400))
            {
                result.AddError("--recent-period takes 0 to 86400 seconds.");
            }
        });
        var forget = new Option<string[]>("--forget")
        {
            Description = "Removes what the broker has retained of a board, and ends.",
            HelpName = "name",
        };
        forget.Validators.Add(static result =>
        {
            if (result.Tokens.Any(static token => !NamePattern().IsMatch(token.Value)))
            {
                result.AddError("--forget takes the name of a board, of letters, digits and - . _");
            }
        });
        var homeAssistant = new Option<bool>("--home-assistant") { Description = "Tells Home Assistant of the boards and their channels, by MQTT discovery." };
        var discoveryPrefix = new Option<string>("--discovery-prefix")
        {
            Description = "Home Assistant's discovery prefix.",
            HelpName = "topic",
            DefaultValueFactory = _ => "homeassistant",
        };
        discoveryPrefix.Validators.Add(CheckPrefix);
        Option<SenmlEncoding> encoding = ChoiceOption.Create(
            "--encoding", "What the packs are written in. Retained readings are SenML-JSON in either case.", SenmlEncoding.Json);
        var commands = new Option<bool>("--commands") { Description = "Lets whoever may publish to the broker set the boards' actuators." };
        var passwordFile = new Option<FileInfo?>("--password-file") { Description = "A file with the password for the broker's user.", HelpName = "file" };

        var command = new Command("bridge", "Publishes boards to an MQTT broker.")
        {
            boards, tokenFiles, broker, prefix, encoding, commands, passwordFile, homeAssistant, discoveryPrefix, recentPeriod, forget,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(boards) is null == result.GetResult(forget) is null)
            {
                result.AddError("bridge takes --board to publish boards, or --forget to remove one.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            Uri url = parsed.GetRequiredValue(broker);
            Dictionary<string, FileInfo> tokens = parsed.GetValue(tokenFiles) ?? [];
            Dictionary<string, Uri> urls = parsed.GetValue(boards) ?? [];
            if (tokens.Keys.FirstOrDefault(name => !urls.ContainsKey(name)) is string stranger)
            {
                // Its token would be missed elsewhere, and a refused board would be all that is seen of the slip.
                Console.Error.WriteLine($"--token-file has '{stranger}', which is no --board. Try --help.");
                return Task.FromResult(ExitCode.WrongUsage);
            }

            // A bridge has no output but its log.
            var log = TextWriter.Synchronized(new StreamWriter(StandardStream.OpenError()) { AutoFlush = true });
            string[] forgotten = parsed.GetValue(forget) ?? [];
            var plan = new BridgePlan(
                [.. urls.Select(board => new BridgedBoard(board.Key, board.Value, UserFile.ReadSecret(tokens.GetValueOrDefault(board.Key))))],
                url,
                url.UserInfo.Length > 0 ? Uri.UnescapeDataString(url.UserInfo) : null,
                UserFile.ReadSecret(parsed.GetValue(passwordFile)),
                parsed.GetRequiredValue(prefix),
                parsed.GetValue(encoding),
                parsed.GetValue(commands),
                parsed.GetValue(homeAssistant) || forgotten.Length > 0 ? parsed.GetRequiredValue(discoveryPrefix) : null,
                TimeSpan.FromSeconds(parsed.GetValue(recentPeriod)));
            return forgotten.Length > 0
                ? ForgetRun.RunAsync(plan, forgotten, log.WriteLine, cancellation)
                : BridgeRun.RunAsync(plan, log.WriteLine, cancellation);
        });
        return command;
    }

    private static void CheckPrefix(OptionResult result)
    {
        if (!PrefixPattern().IsMatch(result.GetValueOrDefault<string>()))
        {
            result.AddError($"{result.Option.Name} takes letters, digits and - . _ with slashes between them.");
        }
    }

    private static Option<Dictionary<string, Uri>> BoardsOption() =>
        PairsOption("--board", "name=address", "A board, and what it is called in topics. Once for each board.", BoardOptions.ParseAddress);

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

    private static Option<Uri> BrokerOption() => new("--broker")
    {
        Description = "The broker: mqtt://host, mqtt://host:port, mqtts://user@host",
        HelpName = "address",
        Required = true,
        CustomParser = result =>
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

            return url;
        },
    };

    [GeneratedRegex(@"^\s*(mqtts?://)?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*/?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex BareIPv6();

    [GeneratedRegex("^[A-Za-z0-9._-]+$")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$")]
    private static partial Regex PrefixPattern();
}
