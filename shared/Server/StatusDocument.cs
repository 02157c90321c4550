using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>What a server tells of itself at <c>/status</c>, as JSON (RFC 8259).</summary>
internal sealed class StatusDocument
{
    private readonly ResponseWriter _writer = new ResponseWriter();
    private readonly SensorServer _server;

    internal StatusDocument(SensorServer server)
    {
        _server = server;
    }

    /// <returns>The document's length in bytes.</returns>
    internal int Write(byte[] buffer, int offset)
    {
        _writer.Start(buffer, offset);
        _writer.Text("{\"uptimeMilliseconds\":");
        _writer.Number(_server.UptimeMilliseconds);
        _writer.Text(",\"clients\":");
        _writer.Number(_server.ClientCount);
        _writer.Text(",\"maxClients\":");
        _writer.Number(_server.MaxClients);
        _writer.Text(",\"channels\":");
        _writer.Number(_server.ChannelCount);
        _writer.Text(",\"sequence\":");
        _writer.Number(_server.Sequence);
        _writer.Text(",\"skipped\":");
        _writer.Number(_server.Skipped);
        _writer.Text("}\n");
        return _writer.Length;
    }
}
