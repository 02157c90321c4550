using System.Net;
using Sensorcast.Dns;

namespace Sensorcast.Host.Names;

/// <summary>The server's announcement. docs/names.md lists the texts.</summary>
internal static class Announcement
{
    /// <summary>The services of a server.</summary>
    /// <param name="settings">The options of the command line.</param>
    /// <param name="port">The port that it listens on.</param>
    public static ServiceDescription[] Of(HostSettings settings, int port)
    {
        string token = settings.Access.ReadOnlyToken is not null ? SensorServices.TokenToRead
            : settings.Access.Token is not null ? SensorServices.TokenToSet
            : SensorServices.NoToken;
        return SensorServices.Describe(port, token, settings.Certificate is not null);
    }

    /// <summary>The name to announce: the given one, or one that the machine's own responder does not use.</summary>
    public static string NameOf(HostSettings settings) => settings.GivenName ?? HostLabel.DefaultStart + Label(Environment.MachineName);

    /// <summary>Why the settings cannot be announced, or <see langword="null"/>.</summary>
    public static string? ProblemWith(HostSettings settings)
    {
        if (!settings.Announces)
        {
            return null;
        }

        if (IPAddress.IsLoopback(settings.Address))
        {
            return $"--announce needs --bind with an address that other machines reach, such as --bind '*': {settings.Address} is this "
                + "machine's own.";
        }

        if (settings.Address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork && !settings.Address.Equals(IPAddress.IPv6Any))
        {
            return $"--announce is for IPv4, and {settings.Address} is an IPv6 address.";
        }

        return HostLabel.IsValid(NameOf(settings))
            ? null
            : $"--announce needs a --name of 1 to 63 letters, digits and hyphens, no hyphen first or last, not '{settings.GivenName}'.";
    }

    /// <summary>Keeps the characters of a machine's name that are valid in a host name.</summary>
    private static string Label(string machineName)
    {
        string host = machineName.Split('.')[0].ToLowerInvariant();
        string label = new string(Array.ConvertAll(host.ToCharArray(), static c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        return label.Length == 0
            ? "host" : label[..Math.Min(label.Length, DnsName.MaxLabelSize - HostLabel.DefaultStart.Length)].TrimEnd('-');
    }
}
