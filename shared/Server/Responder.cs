using Sensorcast.Sensors;
using System;
using System.Text;
using Sensorcast.Dashboard;
using Sensorcast.Http;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Writes the server's responses into the send buffer.</summary>
internal sealed class Responder
{
    private readonly ResponseWriter _writer = new ResponseWriter();
    private readonly AcceptKey _acceptKey = new AcceptKey();

    // A 101 (RFC 6455 section 4.2.2) as far as the accept key, and what follows that: for each subprotocol, and for none.
    private readonly byte[] _upgradeStart = Encoding.UTF8.GetBytes(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ");

    private readonly byte[] _cborEnd = UpgradeEnd(Subprotocols.Cbor);
    private readonly byte[] _jsonEnd = UpgradeEnd(Subprotocols.Json);
    private readonly byte[] _plainEnd = Encoding.UTF8.GetBytes("\r\n\r\n");

    /// <summary>Writes a 101; the subprotocol only if one was offered that is spoken there (RFC 6455 section 4.2.2).</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteUpgrade(byte[] buffer, byte[] key, int keyOffset, int subprotocol)
    {
        byte[] end = subprotocol == Subprotocols.Cbor ? _cborEnd : subprotocol == Subprotocols.Json ? _jsonEnd : _plainEnd;
        int size = _upgradeStart.Length;
        Array.Copy(_upgradeStart, 0, buffer, 0, size);
        _acceptKey.Write(key, keyOffset, buffer, size);
        size += AcceptKey.Length;
        Array.Copy(end, 0, buffer, size, end.Length);
        return size + end.Length;
    }

    /// <summary>Writes the head of a document; its pieces follow.</summary>
    /// <returns>The head's size in bytes.</returns>
    internal int WriteDocumentHead(byte[] buffer, Document document)
    {
        _writer.Start(buffer, 0);
        document.WriteHead(_writer);
        return _writer.Length;
    }

    /// <summary>Writes that the page is still the one that the client has.</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteNotModified(byte[] buffer)
    {
        _writer.Start(buffer, 0);
        PageDocument.WriteNotModified(_writer);
        return _writer.Length;
    }

    /// <summary>Writes that the right token is needed.</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteUnauthorized(byte[] buffer, bool tokenIsWrong, bool withBody)
    {
        _writer.Start(buffer, 0);
        _writer.Unauthorized(tokenIsWrong, withBody);
        return _writer.Length;
    }

    /// <summary>Writes that the client has to wait.</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteTooManyRequests(byte[] buffer, int seconds, bool withBody)
    {
        _writer.Start(buffer, 0);
        _writer.TooManyRequests(seconds, withBody);
        return _writer.Length;
    }

    /// <summary>Writes any other whole refusal.</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteRefusal(byte[] buffer, int status, bool withBody)
    {
        _writer.Start(buffer, 0);
        _writer.Refusal(status, withBody);
        return _writer.Length;
    }

    private static byte[] UpgradeEnd(int subprotocol)
    {
        return Encoding.UTF8.GetBytes("\r\nSec-WebSocket-Protocol: " + Subprotocols.Name(subprotocol) + "\r\n\r\n");
    }
}
