using System.CommandLine;
using System.CommandLine.Parsing;

namespace Sensorcast.Host;

/// <summary>The options that say who may ask.</summary>
internal static class AccessOptions
{
    public static Option<string[]> HostNames() => Repeated(
        "--host-name",
        "name",
        "A name that people open this machine by. Addresses, localhost, .local names and the machine's own name are good anyway. May be repeated.",
        ParseHostName,
        "a host name without a port");

    public static Option<string[]> AllowedOrigins() => Repeated(
        "--allow-origin",
        "origin",
        "A site whose pages may read the stream besides the dashboard. May be repeated.",
        ParseOrigin,
        "an origin such as https://example.org");

    private static Option<string[]> Repeated(string name, string helpName, string description, Func<string, string?> parse, string kind) => new(name)
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

            return [.. values];
        },
    };

    private static string? ParseHostName(string text) =>
        Uri.TryCreate($"http://{text}/", UriKind.Absolute, out Uri? uri) && Uri.CheckHostName(text) == UriHostNameType.Dns
            ? uri.IdnHost.TrimEnd('.')
            : null;

    /// <summary>Writes an origin as browsers do: in lower case, a name in ASCII, without the port that its scheme has anyway.</summary>
    private static string? ParseOrigin(string text)
    {
        bool isOrigin = Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            && text.Contains("://", StringComparison.Ordinal)
            && uri.Host.Length > 0
            && uri.UserInfo.Length == 0
            && uri.PathAndQuery.Length <= 1
            && uri.Fragment.Length == 0;
        return isOrigin ? new UriBuilder(uri!.Scheme, uri.IdnHost, uri.IsDefaultPort ? -1 : uri.Port).Uri.GetLeftPart(UriPartial.Authority) : null;
    }
}
