using Sensorcast.Server;

namespace Sensorcast.Tests.Fuzz.Server;

/// <summary>A client's end of a connection, which checks that the server keeps the contract of a transport.</summary>
internal sealed class FuzzTransport(ServerRun run) : ITransport
{
    private readonly Queue<byte> _toServer = [];
    private readonly List<byte> _toClient = [];
    private bool _isFinished;

    public string RemoteAddress => "192.0.2.1:50000";

    public bool CanReceive => _toServer.Count > 0 || _isFinished || IsBroken;

    public bool CanSend => WindowIsOpen || IsBroken;

    /// <summary>Whether the client takes what is sent.</summary>
    internal bool WindowIsOpen { get; set; } = true;

    /// <summary>Whether the wire is cut.</summary>
    internal bool IsBroken { get; set; }

    internal bool IsClosed { get; private set; }

    /// <summary>How many of the client's bytes the server took.</summary>
    internal int Taken { get; private set; }

    /// <summary>When the server read, in the order of all reads, and how many bytes it had then taken.</summary>
    internal List<(int Order, int Taken)> Reads { get; } = [];

    /// <summary>Whether the server found out that the wire is cut or the client gone.</summary>
    internal bool WasNotified { get; private set; }

    internal byte[] Sent => [.. _toClient];

    public int Receive(byte[] buffer, int offset, int count)
    {
        Assert.IsTrue(CanReceive && !IsClosed, "Received without CanReceive or after closing");
        int taken = IsBroken ? 0 : Math.Min(count, _toServer.Count);
        for (int i = 0; i < taken; i++)
        {
            buffer[offset + i] = _toServer.Dequeue();
        }

        Taken += taken;
        Reads.Add((run.NextRead(), Taken));
        WasNotified |= taken == 0;
        return taken;
    }

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        Assert.IsFalse(IsClosed, "Sent after closing");
        Assert.IsTrue(count is > 0 and <= WebServer.MaxSendSize, $"Sent {count} bytes");
        if (IsBroken)
        {
            WasNotified = true;
            return SendResult.Broken;
        }

        if (!CanSend)
        {
            return SendResult.NotNow;
        }

        _toClient.AddRange(buffer.AsSpan(offset, count));
        return SendResult.Sent;
    }

    public bool LingersOnClose => false;

    public void Close() => IsClosed = true;

    internal void Say(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            _toServer.Enqueue(b);
        }
    }

    internal void Finish() => _isFinished = true;
}
