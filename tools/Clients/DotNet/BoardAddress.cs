using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Sensorcast.Client;

/// <summary>Parses a board's address as people write it. The rule is docs/notation.md of the repository.</summary>
public static partial class BoardAddress
{
    /// <summary>
    /// Reads an address: a name or IP address with or without a port (<c>board.local</c>, <c>192.0.2.7:8080</c>), what the browser's
    /// address bar shows (<c>http://board.local/#top</c>), or the stream's address (<c>wss://board.local/ws</c>).
    /// </summary>
    /// <returns>The stream's address, with the scheme <c>ws</c> or <c>wss</c>.</returns>
    /// <exception cref="FormatException">It is not such an address; the message says why.</exception>
    public static Uri Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string given = text.Trim();
        if (given.Length == 0)
        {
            throw new FormatException("The address is empty: write board.local, 192.0.2.7:8080 or http://board.local/.");
        }

        if (given.Any(char.IsWhiteSpace))
        {
            throw new FormatException($"'{given}' has a space in it.");
        }

        Match parts = Parts().Match(given);
        bool isStream = parts.Groups["scheme"].Value.ToLowerInvariant() is "ws" or "wss";
        string scheme = StreamScheme(given, parts.Groups["scheme"]);
        string authority = parts.Groups["authority"].Value;
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            throw new FormatException(
                $"'{given[..given.IndexOf(authority, StringComparison.Ordinal)]}…' has credentials in it: "
                    + "a token does not belong in an address.");
        }

        (string host, int port) = SplitAuthority(given, authority);
        var stream = new UriBuilder(scheme, host, port, StreamPath(parts.Groups["path"].Value, isStream));
        if (isStream)
        {
            stream.Query = parts.Groups["query"].Value;
        }

        // The scheme's own port is left out.
        stream.Port = stream.Uri.IsDefaultPort ? -1 : port;
        return stream.Uri;
    }

    private static string StreamScheme(string given, Group scheme) => (scheme.Success ? scheme.Value.ToLowerInvariant() : "http") switch
    {
        "http" or "ws" => "ws",
        "https" or "wss" => "wss",
        _ => throw new FormatException($"'{given}' has a scheme that is neither http, https, ws nor wss."),
    };

    /// <summary>The stream is next to the page; a stream's own address is used as it is, unless it is only the page's.</summary>
    private static string StreamPath(string path, bool isStream)
    {
        string prefix = path.TrimEnd('/');
        bool isWhole = prefix.EndsWith("/ws", StringComparison.Ordinal) || (isStream && prefix.Length > 0 && !path.EndsWith('/'));
        return isWhole ? prefix : prefix + "/ws";
    }

    private static (string Host, int Port) SplitAuthority(string given, string authority)
    {
        if (IPAddress.TryParse(authority, out IPAddress? bare) && bare.AddressFamily == AddressFamily.InterNetworkV6 && authority[0] != '[')
        {
            throw new FormatException($"'{given}' is an IPv6 address, which needs brackets: [{authority}].");
        }

        if (authority.Contains('\\', StringComparison.Ordinal))
        {
            throw new FormatException(NoHost(given));
        }

        Match match = Authority().Match(authority);
        if (!match.Success)
        {
            // Two colons or more, but not an IPv6 address: it has no valid port.
            throw new FormatException(authority.StartsWith('[') && authority.Contains(']', StringComparison.Ordinal)
                ? NoPort(given)
                : NoHost(given));
        }

        string digits = match.Groups["port"].Value;
        bool isPort = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= ushort.MaxValue;
        string host = match.Groups["host"].Value;
        if (host.Length == 0)
        {
            throw new FormatException(NoHost(given));
        }

        return digits.Length > 0 && !isPort ? throw new FormatException(NoPort(given)) : (CheckHost(given, host), isPort ? port : -1);
    }

    private static string CheckHost(string given, string host)
    {
        if (host[0] == '[')
        {
            return CheckIPv6(given, host);
        }

        string name = host.EndsWith('.') ? host[..^1] : host;
        string lastLabel = name[(name.LastIndexOf('.') + 1)..];
        bool isNumber = lastLabel.Length > 0 && lastLabel.All(char.IsAsciiDigit);
        bool isValid = isNumber
            ? IPv4().IsMatch(name) && IPAddress.TryParse(name, out _) : name.Split('.').All(static label => Label().IsMatch(label));
        if (!isValid)
        {
            throw new FormatException(NoHost(given));
        }

        try
        {
            return new IdnMapping().GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            throw new FormatException(NoHost(given));
        }
    }

    private static string CheckIPv6(string given, string host)
    {
        if (host.Contains('%', StringComparison.Ordinal))
        {
            throw new FormatException(
                $"'{given}' has a zone, which an address of a board cannot have: write its name, or another of its addresses.");
        }

        bool isAddress = IPAddress.TryParse(host[1..^1], out IPAddress? address) && address.AddressFamily == AddressFamily.InterNetworkV6;
        return isAddress ? $"[{address}]" : throw new FormatException(NoHost(given));
    }

    private static string NoHost(string given) => $"'{given}' has no valid host: write board.local, 192.0.2.7:8080 or http://board.local/.";

    private static string NoPort(string given) => $"'{given}' has no valid port: a port is a number from 1 to 65535.";

    [GeneratedRegex(@"^((?<scheme>[^/?#]*)://)?(?<authority>[^/?#]*)(?<path>[^?#]*)(\?(?<query>[^#]*))?")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?<host>\[[^\]]*\]|[^:\[\]]*)(:(?<port>.*))?$")]
    private static partial Regex Authority();

    [GeneratedRegex(@"^\d{1,3}(\.\d{1,3}){3}$")]
    private static partial Regex IPv4();

    /// <summary>Letters of any script, for internationalised names.</summary>
    [GeneratedRegex(@"^[\p{L}\p{M}\p{Nd}_-]{1,63}$")]
    private static partial Regex Label();
}
