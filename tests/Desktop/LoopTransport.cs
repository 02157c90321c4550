using Sensorcast.Server;

namespace Sensorcast.Tests.Desktop;

/// <summary>A client that takes everything and keeps nothing, so that only the server's own allocations are counted.</summary>
internal sealed class LoopTransport : ITransport
{
    private byte[] _toServer = [];
    private int _taken;

    public string RemoteAddress => "192.0.2.1:50000";

    public bool CanReceive => _taken < _toServer.Length;

    public bool CanSend => true;

    internal int Sends { get; private set; }

    public int Receive(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _toServer.Length - _taken);
        Array.Copy(_toServer, _taken, buffer, offset, taken);
        _taken += taken;
        return taken;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        Sends++;
        return SendResult.Sent;
    }

    public bool LingersOnClose => false;

    public void Close() => throw new InvalidOperationException("The server closed a client that broke no rule");

    internal void Say(byte[] bytes)
    {
        _toServer = bytes;
        _taken = 0;
    }
}
