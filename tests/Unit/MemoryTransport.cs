using System;
using System.Text;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A client's end of a connection, in memory: with a window that can be shut, and a wire that can be cut.</summary>
internal sealed class MemoryTransport : ITransport
{
    private readonly byte[] _toServer = new byte[16384];
    private readonly byte[] _toClient = new byte[65536];
    private int _toServerCount;
    private int _toServerTaken;
    private int _toClientCount;
    private int _toClientTaken;
    private bool _hasFinished;

    /// <summary>Whether the client takes what is sent.</summary>
    internal bool TakesBytes { get; set; } = true;

    /// <summary>Whether the client's window shuts with the next send.</summary>
    internal bool TakesOneSend { get; set; }

    /// <summary>Whether the next send breaks the connection.</summary>
    internal bool SendFails { get; set; }

    internal bool IsClosed { get; private set; }

    internal int Sends { get; private set; }

    public string RemoteAddress { get; set; } = "192.0.2.1:50000";

    public bool CanReceive => _toServerTaken < _toServerCount || _hasFinished;

    public bool CanSend => TakesBytes;

    public int Receive(byte[] buffer, int offset, int count)
    {
        int left = _toServerCount - _toServerTaken;
        int taken = left < count ? left : count;
        Array.Copy(_toServer, _toServerTaken, buffer, offset, taken);
        _toServerTaken += taken;
        if (_toServerTaken == _toServerCount)
        {
            _toServerTaken = 0;
            _toServerCount = 0;
        }

        return taken;
    }

    public bool Send(byte[] buffer, int offset, int count)
    {
        Assert.IsTrue(TakesBytes, "Sent without asking");
        Assert.IsFalse(IsClosed, "Sent after closing");
        Assert.IsTrue(count > 0 && count <= SensorServer.MaxSendSize, "Sent too much or nothing");
        if (SendFails)
        {
            return false;
        }

        Array.Copy(buffer, offset, _toClient, _toClientCount, count);
        _toClientCount += count;
        Sends++;
        TakesBytes = !TakesOneSend;
        return true;
    }

    public void Close()
    {
        IsClosed = true;
    }

    /// <summary>The client sends text.</summary>
    internal void Say(string text)
    {
        Say(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The client sends bytes.</summary>
    internal void Say(byte[] bytes)
    {
        Array.Copy(bytes, 0, _toServer, _toServerCount, bytes.Length);
        _toServerCount += bytes.Length;
    }

    /// <summary>The client says that it will send no more.</summary>
    internal void Finish()
    {
        _hasFinished = true;
    }

    /// <summary>Takes what has arrived at the client since the last time.</summary>
    internal byte[] Take()
    {
        byte[] taken = Hex.Slice(_toClient, _toClientTaken, _toClientCount - _toClientTaken);
        _toClientTaken = 0;
        _toClientCount = 0;
        return taken;
    }

    internal string TakeText()
    {
        byte[] taken = Take();
        return Encoding.UTF8.GetString(taken, 0, taken.Length);
    }

    internal string TakeHex()
    {
        return Hex.Show(Take());
    }
}
