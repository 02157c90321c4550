namespace Sensorcast.Dns;

/// <summary>What a sensor server announces of itself, on a board and on a desktop. docs/names.md lists it.</summary>
public static class SensorServices
{
    /// <summary>The type of the service that is the stream of readings.</summary>
    public const string StreamType = "_sensorcast._tcp";

    /// <summary>The version of this software.</summary>
    public const string Version = "0.1.0";

    /// <summary>A token is needed for nothing.</summary>
    public const string NoToken = "none";

    /// <summary>A token is needed to set actuators.</summary>
    public const string TokenToSet = "set";

    /// <summary>A token is needed to read, too.</summary>
    public const string TokenToRead = "read";

    /// <summary>Describes the page, for what lists web pages, and the stream, for our clients.</summary>
    /// <param name="port">The port of both.</param>
    /// <param name="token">
    /// What a token is needed for: <see cref="NoToken"/>, <see cref="TokenToSet"/> or <see cref="TokenToRead"/>.
    /// </param>
    /// <param name="isSecure">Whether they speak TLS.</param>
    /// <returns>The services.</returns>
    public static ServiceDescription[] Describe(int port, string token, bool isSecure = false)
    {
        const string Path = "path=/";
        string version = "version=" + Version;
        string tokens = "token=" + token;
        const string Subprotocols = "subprotocols=senml+cbor,senml+json";
        return isSecure
            ? new ServiceDescription[]
            {
                new ServiceDescription("_https._tcp", port, Path),
                new ServiceDescription(StreamType, port, "txtvers=1", Path, version, Subprotocols, tokens, "tls=1"),
            }
            : new ServiceDescription[]
            {
                new ServiceDescription("_http._tcp", port, Path),
                new ServiceDescription(StreamType, port, "txtvers=1", Path, version, Subprotocols, tokens),
            };
    }
}
