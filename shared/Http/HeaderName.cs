using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>The header fields that a server must understand; every other is read over.</summary>
internal static class HeaderName
{
    internal const int Host = 0;
    internal const int Origin = 1;
    internal const int ContentLength = 2;
    internal const int TransferEncoding = 3;

    /// <summary>The last one of those of which it matters that they are there, whatever their value.</summary>
    internal const int LastNoted = TransferEncoding;

    internal const int Connection = 4;
    internal const int Upgrade = 5;
    internal const int WebSocketVersion = 6;
    internal const int Expect = 7;
    internal const int WebSocketProtocol = 8;
    internal const int WebSocketKey = 9;
    internal const int IfNoneMatch = 10;
    internal const int Authorization = 11;

    /// <summary>
    /// No name: what comes after the scheme <c>Basic</c> in <c>Authorization</c>, where the resource asks for a password.
    /// </summary>
    internal const int BasicCredentials = 12;

    /// <summary>The names in the order of the constants, spelled as nearly every client does: so they compare the fastest.</summary>
    internal static readonly TokenTable Table = new TokenTable(
        "Host",
        "Origin",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Upgrade",
        "Sec-WebSocket-Version",
        "Expect",
        "Sec-WebSocket-Protocol",
        "Sec-WebSocket-Key",
        "If-None-Match",
        "Authorization");

    /// <summary>Whether the server reads a field.</summary>
    /// <param name="name">Its name.</param>
    internal static bool IsKnown(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        return Table.FindIgnoringCase(bytes, 0, bytes.Length) != TokenTable.NotFound;
    }
}
