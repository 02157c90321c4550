using System.Net;
using Sensorcast.Host.Tls;

namespace Sensorcast.Host;

/// <summary>What the command line asks for.</summary>
internal sealed record HostSettings(IPAddress Address, int Port, int MaxClients, string Name, bool Demo, int DemoRate, bool DemoBurst)
{
    /// <summary>Whether there is a made-up channel of each further kind.</summary>
    public bool DemoKinds { get; init; }

    /// <summary>How many made-up channels there are besides.</summary>
    public int DemoChannels { get; init; }

    /// <summary>Whether a board's set-up mode is shown instead of the dashboard.</summary>
    public bool DemoSetup { get; init; }

    /// <summary>The port of the name server of <see cref="DemoSetup"/>, or 0 for no name server.</summary>
    public int DemoSetupDns { get; init; }

    /// <summary>Who may ask.</summary>
    public required AccessSettings Access { get; init; }

    /// <summary>What the command line names the machine, if it does.</summary>
    public string? GivenName { get; init; }

    /// <summary>Whether others on the network are told about the server.</summary>
    public bool Announces { get; init; }

    /// <summary>The file with what people set on the page at <c>/settings</c>, or <see langword="null"/>: there is no such page.</summary>
    public string? SettingsPath { get; init; }

    /// <summary>What to speak TLS with, or <see langword="null"/>: plain HTTP.</summary>
    public CertificateFiles? Certificate { get; init; }
}
