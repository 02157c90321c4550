using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// The words in header fields' values that mean something here, each by its index in one table: a table for each field takes more heap.
/// </summary>
internal static class FieldWord
{
    /// <summary>Of <c>Connection</c> (RFC 9110 section 7.8).</summary>
    internal const int Upgrade = 0;

    /// <summary>Of <c>Upgrade</c> (RFC 6455 section 4.1).</summary>
    internal const int WebSocket = 1;

    /// <summary>Of <c>Sec-WebSocket-Version</c>.</summary>
    internal const int Version13 = 2;

    /// <summary>Of <c>Expect</c> (RFC 9110 section 10.1.1).</summary>
    internal const int Continue = 3;

    /// <summary>The scheme in <c>Authorization</c> (RFC 6750 section 2.1).</summary>
    internal const int Bearer = 4;

    /// <summary>The scheme of browsers that ask for a password (RFC 7617 section 2).</summary>
    internal const int Basic = 5;

    internal static readonly TokenTable Table = new TokenTable("Upgrade", "websocket", "13", "100-continue", "Bearer", "Basic");
}
