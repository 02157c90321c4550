using System.CommandLine;
using System.CommandLine.Parsing;
using Sensorcast.Dashboard;
using Sensorcast.Http;

namespace Sensorcast.Host;

/// <summary>The options for access: tokens, host names and origins.</summary>
internal sealed class AccessOptions
{
    /// <summary>Longer than any token and its end of line, in characters.</summary>
    private const int MaxTokenFileLength = 1024;

    private readonly Option<string[]> _hostNames = Repeated(
        "--host-name",
        "name",
        "A name that people open this machine by. Addresses, localhost, names under .local, .internal and .home.arpa and the machine's own "
            + "name are always accepted. May be repeated.",
        ParseHostName,
        "a host name without a port");

    private readonly Option<string[]> _allowedOrigins = Repeated(
        "--allow-origin",
        "origin",
        "A site whose pages may connect besides the dashboard. May be repeated.",
        ParseOrigin,
        "an origin such as https://example.org");

    private readonly Option<string[]> _embeddingOrigins = Repeated(
        "--allow-embedding",
        "origin",
        "A site whose pages may show the dashboard, or one chart of it, in a frame. May be repeated.",
        ParseOrigin,
        "an origin such as https://example.org",
        static origins => new DashboardRoute().AllowEmbedding(origins));

    private readonly Option<string?> _token = TokenFile(
        "--token-file", "SENSORCAST_TOKEN", "A file with the token that clients need to set actuators.");

    private readonly Option<string?> _readOnlyToken = TokenFile(
        "--read-only-token-file", "SENSORCAST_READ_ONLY_TOKEN",
        "A file with a token for clients that only read; without it reading is open to all.");

    public void AddTo(RootCommand command)
    {
        command.Add(_hostNames);
        command.Add(_allowedOrigins);
        command.Add(_embeddingOrigins);
        command.Add(_token);
        command.Add(_readOnlyToken);
    }

    public AccessSettings From(ParseResult parsed) => new(
        parsed.GetRequiredValue(_hostNames), parsed.GetRequiredValue(_allowedOrigins), parsed.GetValue(_token),
        parsed.GetValue(_readOnlyToken))
    {
        EmbeddingOrigins = parsed.GetRequiredValue(_embeddingOrigins),
    };

    // The check throws if the values are not valid together.
    private static Option<string[]> Repeated(
        string name, string helpName, string description, Func<string, string?> parse, string kind, Action<string[]>? check = null) =>
            new(name)
            {
                Description = description,
                HelpName = helpName,
                Arity = ArgumentArity.OneOrMore,
                DefaultValueFactory = _ => [],
                CustomParser = result =>
                {
                    List<string> values = [];
                    foreach (Token token in result.Tokens)
                    {
                        if (parse(token.Value) is string value)
                        {
                            values.Add(value);
                        }
                        else
                        {
                            result.AddError($"{name} takes {kind}, not '{token.Value}'.");
                        }
                    }

                    try
                    {
                        check?.Invoke([.. values]);
                    }
                    catch (ArgumentException e)
                    {
                        result.AddError($"{name}: {e.Message}.");
                    }

                    return [.. values];
                },
            };

    /// <summary>
    /// The process list shows a secret of the command line to every user; one in the environment or a file need not be public.
    /// </summary>
    private static Option<string?> TokenFile(string name, string variable, string description) => new(name)
    {
        Description = $"{description} Without the option, the environment variable {variable} may hold it.",
        HelpName = "path",
        DefaultValueFactory = result => Checked(Environment.GetEnvironmentVariable(variable), variable, result),
        CustomParser = result =>
        {
            string path = result.Tokens[0].Value;
            try
            {
                return Checked(FirstLine(path), $"{name} {path}", result);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                result.AddError($"{name}: {path} {FileError.Describe(e, path)}.");
                return null;
            }
        },
    };

    private static string FirstLine(string path)
    {
        using var reader = new StreamReader(path);
        char[] text = new char[MaxTokenFileLength];
        int length = reader.ReadBlock(text);
        return new string(text, 0, length).TrimEnd('\r', '\n');
    }

    private static string? Checked(string? token, string source, ArgumentResult result)
    {
        try
        {
            _ = new AccessRules([], [], token, null);
            return token;
        }
        catch (ArgumentException e)
        {
            result.AddError($"{source}: {e.Message}.");
            return null;
        }
    }

    private static string? ParseHostName(string text) =>
        Uri.TryCreate($"http://{text}/", UriKind.Absolute, out Uri? uri) && Uri.CheckHostName(text) == UriHostNameType.Dns
            ? uri.IdnHost.TrimEnd('.')
            : null;

    /// <summary>Writes an origin as browsers do: in lower case, a name in ASCII, without the scheme's default port.</summary>
    private static string? ParseOrigin(string text)
    {
        bool isOrigin = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && text.Contains("://", StringComparison.Ordinal)
            && uri.Host.Length > 0
            && uri.UserInfo.Length == 0
            && uri.PathAndQuery.Length <= 1
            && uri.Fragment.Length == 0;
        return isOrigin
            ? new UriBuilder(uri!.Scheme, uri.IdnHost, uri.IsDefaultPort ? -1 : uri.Port).Uri.GetLeftPart(UriPartial.Authority) : null;
    }
}
