using System.Net;
using Sensorcast.Host.Tls;

namespace Sensorcast.Host;

/// <summary>The options of the command line.</summary>
internal sealed record HostSettings(IPAddress Address, int Port, int MaxClients, string Name, bool Demo, int DemoRate, bool DemoBurst)
{
    /// <summary>Whether there is a simulated channel of each further kind.</summary>
    public bool DemoKinds { get; init; }

    /// <summary>How many further simulated channels there are.</summary>
    public int DemoChannels { get; init; }

    /// <summary>Whether a board's set-up mode is shown instead of the dashboard.</summary>
    public bool DemoSetup { get; init; }

    /// <summary>The port of the name server of <see cref="DemoSetup"/>, or 0 for no name server.</summary>
    public int DemoSetupDns { get; init; }

    /// <summary>Access: tokens, host names and origins.</summary>
    public required AccessSettings Access { get; init; }

    /// <summary>The machine's name from the command line, if there is one.</summary>
    public string? GivenName { get; init; }

    /// <summary>Whether the server announces itself on the network.</summary>
    public bool Announces { get; init; }

    /// <summary>The file for the settings of the page at <c>/settings</c>; <see langword="null"/> for no such page.</summary>
    public string? SettingsPath { get; init; }

    /// <summary>The certificate for TLS; <see langword="null"/> for plain HTTP.</summary>
    public CertificateFiles? Certificate { get; init; }
}
