using Sensorcast.Server;

namespace Sensorcast.IlCost.Bench;

/// <summary>A client in memory, with a window that can be closed. It is not part of what is counted, and allocates nothing.</summary>
internal sealed class Client : ITransport
{
    private byte[] _toServer = [];
    private int _taken;

    /// <summary>How many more sends it takes.</summary>
    internal int Window { get; set; } = int.MaxValue;

    /// <summary>Whether the server may close it.</summary>
    internal bool IsLeaving { get; set; }

    /// <summary>How many sends it got.</summary>
    internal int Sends { get; private set; }

    /// <summary>How many bytes it got.</summary>
    internal int BytesReceived { get; private set; }

    public string RemoteAddress => "192.0.2.1:50000";

    public bool CanReceive => _taken < _toServer.Length;

    public bool CanSend => Window > 0;

    public int Receive(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _toServer.Length - _taken);
        Array.Copy(_toServer, _taken, buffer, offset, taken);
        _taken += taken;
        return taken;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        if (Window == 0)
        {
            return SendResult.NotNow;
        }

        Window--;
        Sends++;
        BytesReceived += count;
        return SendResult.Sent;
    }

    public bool LingersOnClose => false;

    public void Close()
    {
        if (!IsLeaving)
        {
            throw new InvalidOperationException("The server closed a good client");
        }
    }

    internal void Say(byte[] bytes)
    {
        _toServer = bytes;
        _taken = 0;
    }
}
