using Sensorcast.Server;

namespace Sensorcast.Benchmarks.Servers;

/// <summary>A client in memory that receives everything at once.</summary>
internal sealed class MemoryClient : ITransport
{
    private byte[] _toServer = [];
    private int _taken;

    /// <summary>The last bytes that it received, and their number.</summary>
    public byte[] Received { get; } = new byte[WebServer.MaxSendSize];

    public int ReceivedCount { get; private set; }

    /// <summary>Whether it has finished sending.</summary>
    public bool HasLeft { get; set; }

    public bool IsClosed { get; private set; }

    public string RemoteAddress => "192.0.2.1:50000";

    public bool CanReceive => _taken < _toServer.Length || HasLeft;

    public bool CanSend => true;

    /// <summary>Starts a new connection with the client's first bytes.</summary>
    public void Start(byte[] bytes)
    {
        _toServer = bytes;
        _taken = 0;
        HasLeft = false;
        IsClosed = false;
        ReceivedCount = 0;
    }

    public int Receive(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _toServer.Length - _taken);
        Array.Copy(_toServer, _taken, buffer, offset, taken);
        _taken += taken;
        return taken;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        // As a socket does: the bytes are copied out of the caller's buffer.
        Array.Copy(buffer, offset, Received, 0, count);
        ReceivedCount = count;
        return SendResult.Sent;
    }

    public bool LingersOnClose => false;

    public void Close() => IsClosed = true;
}
