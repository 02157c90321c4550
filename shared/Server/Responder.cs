using Sensorcast.Http;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Writes the server's responses into the send buffer.</summary>
internal sealed class Responder
{
    private const string NoCache = "no-cache";

    private readonly ResponseWriter _writer = new ResponseWriter();
    private readonly AcceptKey _acceptKey = new AcceptKey();
    private readonly byte[] _accept = new byte[AcceptKey.Length];
    private readonly StatusDocument _status;

    internal Responder(SensorServer server)
    {
        _status = new StatusDocument(server);
    }

    /// <summary>Writes a 101; the subprotocol only if one was offered that is spoken there (RFC 6455 section 4.2.2).</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteUpgrade(byte[] buffer, byte[] key, int subprotocol)
    {
        _acceptKey.Write(key, 0, _accept, 0);
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

    /// <summary>Writes the head of the page; its body follows piece by piece.</summary>
    /// <returns>The head's size in bytes.</returns>
    internal int WritePageHead(byte[] buffer)
    {
        _writer.Start(buffer, 0);
        _writer.Head(HttpStatus.Ok, "text/html; charset=utf-8", DashboardPage.Length);
        _writer.Field("Content-Encoding", "gzip");
        _writer.Field("Cache-Control", NoCache);
        _writer.Field("ETag", DashboardPage.ETag);
        _writer.Field("Content-Security-Policy", DashboardPage.ContentSecurityPolicy);
        _writer.Field("Referrer-Policy", "no-referrer");
        _writer.EndHead();
        return _writer.Length;
    }

    /// <summary>Writes the whole answer of <c>/status</c>.</summary>
    /// <param name="buffer">Gets the answer.</param>
    /// <param name="scratch">Holds the document while its length is not known.</param>
    /// <param name="withBody">False for the answer to a HEAD.</param>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteStatus(byte[] buffer, byte[] scratch, bool withBody)
    {
        int length = _status.Write(scratch, 0);
        _writer.Start(buffer, 0);
        _writer.Head(HttpStatus.Ok, "application/json", length);
        _writer.Field("Cache-Control", "no-store");
        _writer.EndHead();
        if (withBody)
        {
            _writer.Bytes(scratch, 0, length);
        }

        return _writer.Length;
    }

    /// <summary>Writes a whole refusal.</summary>
    /// <returns>The response's size in bytes.</returns>
    internal int WriteRefusal(byte[] buffer, int status, bool withBody)
    {
        _writer.Start(buffer, 0);
        _writer.Refusal(status, withBody);
        return _writer.Length;
    }
}
