using System.Text;
using System.Text.Json;
using Sensorcast.Server;

namespace Sensorcast.Tests.SimulationTests.Drivers;

/// <summary>A client of the stream in memory that reads JSON and can shut its window.</summary>
internal sealed class StreamEnd : ITransport, IListener
{
    private readonly List<byte> _received = [];
    private byte[] _request = Encoding.ASCII.GetBytes(
        "GET /ws HTTP/1.1\r\nHost: board\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

    private bool _isAccepted;
    private bool _hasHead;

    /// <summary>Whether it takes bytes.</summary>
    public bool CanSend { get; set; } = true;

    public bool LingersOnClose => true;

    public bool CanReceive => _request.Length > 0;

    public string RemoteAddress => "192.0.2.1:50000";

    public ITransport? Accept()
    {
        bool isFirst = !_isAccepted;
        _isAccepted = true;
        return isFirst ? this : null;
    }

    public int Receive(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _request.Length);
        Array.Copy(_request, 0, buffer, offset, taken);
        _request = _request[taken..];
        return taken;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        if (!CanSend)
        {
            return SendResult.NotNow;
        }

        _received.AddRange(buffer.AsSpan(offset, count));
        return SendResult.Sent;
    }

    public void Close() => throw new InvalidOperationException("The server closes a client that broke no rule");

    /// <summary>Takes the packs that have come.</summary>
    public List<JsonElement> Take()
    {
        byte[] bytes = [.. _received];
        _received.Clear();
        int position = 0;
        if (!_hasHead && bytes.Length > 0)
        {
            position = bytes.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
            _hasHead = true;
        }

        List<JsonElement> packs = [];
        List<byte> message = [];
        while (position < bytes.Length)
        {
            bool isFinal = (bytes[position] & 0x80) != 0;
            int length = bytes[position + 1];
            int header = length == 126 ? 4 : 2;
            length = length == 126 ? (bytes[position + 2] << 8) | bytes[position + 3] : length;
            message.AddRange(bytes.AsSpan(position + header, length));
            position += header + length;
            if (isFinal)
            {
                packs.Add(JsonSerializer.Deserialize<JsonElement>(message.ToArray()));
                message.Clear();
            }
        }

        return packs;
    }
}
