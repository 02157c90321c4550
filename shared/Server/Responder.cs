using Sensorcast.Http;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Writes the server's responses into the send buffer.</summary>
internal sealed class Responder
{
    private readonly ResponseWriter _writer = new ResponseWriter();
    private readonly AcceptKey _acceptKey = new AcceptKey();
    private readonly byte[] _accept = new byte[AcceptKey.Length];

    /// <summary>Writes a 101; the subprotocol only if one was offered that is spoken there (RFC 6455 section 4.2.2).</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteUpgrade(byte[] buffer, byte[] key, int keyOffset, int subprotocol)
    {
        _acceptKey.Write(key, keyOffset, _accept, 0);
        _writer.Start(buffer, 0);
        _writer.SwitchingProtocols();
        _writer.Text("Sec-WebSocket-Accept: ");
        _writer.Bytes(_accept, 0, _accept.Length);
        _writer.Text("\r\n");
        if (subprotocol != TokenTable.NotFound)
        {
            _writer.Field("Sec-WebSocket-Protocol", Subprotocols.Name(subprotocol));
        }

        _writer.EndHead();
        return _writer.Length;
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
}
