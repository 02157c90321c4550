using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>The header fields that a server must understand; every other is read over.</summary>
internal static class HeaderName
{
    internal const int Host = 0;
    internal const int Connection = 1;
    internal const int Upgrade = 2;
    internal const int Origin = 3;
    internal const int WebSocketKey = 4;
    internal const int WebSocketVersion = 5;
    internal const int WebSocketProtocol = 6;
    internal const int ContentLength = 7;
    internal const int TransferEncoding = 8;
    internal const int IfNoneMatch = 9;
    internal const int Authorization = 10;
    internal const int Expect = 11;

    /// <summary>
    /// No name: what comes after the scheme <c>Basic</c> in <c>Authorization</c>, where the resource asks for a password.
    /// </summary>
    internal const int BasicCredentials = 12;

    /// <summary>The names in lower case, in the order of the constants.</summary>
    internal static readonly TokenTable Table = new TokenTable(
        "host",
        "connection",
        "upgrade",
        "origin",
        "sec-websocket-key",
        "sec-websocket-version",
        "sec-websocket-protocol",
        "content-length",
        "transfer-encoding",
        "if-none-match",
        "authorization",
        "expect");

    /// <summary>Whether the server reads a field.</summary>
    /// <param name="name">Its name in lower case.</param>
    internal static bool IsKnown(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name);
        return Table.Find(bytes, 0, bytes.Length) != TokenTable.NotFound;
    }
}
