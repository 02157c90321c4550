using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>The schemes of URIs that are known (RFC 9110 section 4.2, RFC 6455 section 3), each by its index in one table.</summary>
internal static class UriScheme
{
    internal const int Http = 0;
    internal const int Https = 1;
    internal const int WebSocket = 2;
    internal const int SecureWebSocket = 3;

    /// <summary>The schemes in the order of the constants.</summary>
    internal static readonly TokenTable Table = new TokenTable("http", "https", "ws", "wss");

    /// <summary>The port of a scheme where none is written out, or 0 if the scheme is not known.</summary>
    /// <param name="scheme">Its index, or <see cref="TokenTable.NotFound"/>.</param>
    internal static int DefaultPort(int scheme)
    {
        return scheme switch
        {
            Http or WebSocket => Origin.HttpPort,
            Https or SecureWebSocket => Origin.HttpsPort,
            _ => 0,
        };
    }
}
