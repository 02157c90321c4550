namespace Sensorcast.Server;

/// <summary>What can be set of a server, with the defaults.</summary>
public sealed class ServerOptions
{
    /// <summary>The most clients that are served at once, 1 to 64. The next one is answered 503.</summary>
    public int MaxClients { get; set; } = 8;

    /// <summary>
    /// What every reading's name starts with: the SenML base name (RFC 8428 section 4.1), at most 64 characters.
    /// </summary>
    public string BaseName { get; set; } = "sensorcast:";
}
