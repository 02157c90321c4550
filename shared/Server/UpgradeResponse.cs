using System;
using System.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Writes a 101 (RFC 6455 section 4.2.2) as copies of bytes that are ready, around the accept key.</summary>
internal sealed class UpgradeResponse
{
    /// <summary>What follows the accept key when no subprotocol was agreed on.</summary>
    internal static readonly byte[] PlainEnd = Encoding.UTF8.GetBytes("\r\n\r\n");

    private readonly AcceptKey _acceptKey = new AcceptKey();
    private readonly byte[] _start = Encoding.UTF8.GetBytes(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ");

    /// <summary>What follows the accept key when a subprotocol was agreed on.</summary>
    internal static byte[] EndWith(string subprotocol)
    {
        return Encoding.UTF8.GetBytes("\r\nSec-WebSocket-Protocol: " + subprotocol + "\r\n\r\n");
    }

    /// <summary>Writes the response.</summary>
    /// <returns>Its size in bytes.</returns>
    internal int Write(byte[] buffer, byte[] key, int keyOffset, byte[] end)
    {
        int size = _start.Length;
        Array.Copy(_start, 0, buffer, 0, size);
        _acceptKey.Write(key, keyOffset, buffer, size);
        size += AcceptKey.Length;
        Array.Copy(end, 0, buffer, size, end.Length);
        return size + end.Length;
    }
}
