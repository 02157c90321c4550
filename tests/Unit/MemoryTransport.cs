using System;
using System.Text;
using Sensorcast.Server;

namespace Sensorcast.Tests.Unit;

/// <summary>A client's end of a connection, in memory: with a window that can be shut, and a wire that can be cut.</summary>
/// <remarks>Its buffers grow with what is not taken, since a board has 100 KB for everything.</remarks>
internal sealed class MemoryTransport : ITransport
{
    private const int MaxKept = 8192;

    private byte[] _toServer = new byte[256];
    private byte[] _toClient = new byte[512];
    private int _toServerCount;
    private int _toServerTaken;
    private int _toClientCount;
    private bool _hasMoreThanKept;
    private bool _hasFinished;

    /// <summary>Whether the client takes what is sent.</summary>
    internal bool TakesBytes { get; set; } = true;

    /// <summary>Whether the client's window shuts with the next send.</summary>
    internal bool TakesOneSend { get; set; }

    /// <summary>Whether the next send breaks the connection.</summary>
    internal bool SendFails { get; set; }

    internal bool IsClosed { get; private set; }

    internal int Sends { get; private set; }

    /// <summary>How many bytes have arrived at the client. What would pass 8 KB untaken is not kept: only this counts it.</summary>
    internal int Received { get; private set; }

    /// <summary>A sum over all bytes that have arrived, which depends on their order.</summary>
    internal uint Checksum { get; private set; }

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

    public SendResult Send(byte[] buffer, int offset, int count)
    {
        Assert.IsFalse(IsClosed, "Sent after closing");
        Assert.IsTrue(count > 0 && count <= WebServer.MaxSendSize, "Sent too much or nothing");
        if (SendFails)
        {
            _hasFinished = true;
            return SendResult.Broken;
        }

        if (!TakesBytes)
        {
            return SendResult.NotNow;
        }

        Keep(buffer, offset, count);
        Received += count;
        Sends++;
        TakesBytes = !TakesOneSend;
        return SendResult.Sent;
    }

    public bool LingersOnClose => false;

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
        _toServer = Grown(_toServer, _toServerCount, bytes.Length);
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
        Assert.IsFalse(_hasMoreThanKept, "More than is kept");
        byte[] taken = Hex.Slice(_toClient, 0, _toClientCount);
        _toClientCount = 0;
        return taken;
    }

    /// <summary>Takes text. It has no NUL, where a string of the board ends: frames of 126 to 255 bytes have one in their header.</summary>
    internal string TakeText()
    {
        byte[] taken = Take();
        foreach (byte b in taken)
        {
            Assert.IsTrue(b != 0, "Not a text");
        }

        return Encoding.UTF8.GetString(taken, 0, taken.Length);
    }

    /// <summary>Takes frames: the text of all of them, each of which has a header of two or four bytes.</summary>
    internal string TakeFrames()
    {
        byte[] bytes = Take();
        string text = string.Empty;
        int position = 0;
        while (position < bytes.Length)
        {
            int length = bytes[position + 1];
            int header = length < 126 ? 2 : 4;
            length = length < 126 ? length : (bytes[position + 2] << 8) | bytes[position + 3];
            text += Encoding.UTF8.GetString(bytes, position + header, length);
            position += header + length;
        }

        return text;
    }

    /// <summary>What would be taken first.</summary>
    internal string PeekHex(int count)
    {
        return Hex.Show(_toClient, 0, count);
    }

    /// <summary>Takes the head of a response, and leaves what follows it.</summary>
    internal string SkipHead(string start)
    {
        const int EmptyLine = 4;
        int end = EmptyLine;
        while (end < _toClientCount && !IsEmptyLine(end - EmptyLine))
        {
            end++;
        }

        string head = Encoding.UTF8.GetString(_toClient, 0, end);
        Assert.IsTrue(head.StartsWith(start), head);
        _toClientCount -= end;
        Array.Copy(_toClient, end, _toClient, 0, _toClientCount);
        return head;
    }

    internal string TakeHex()
    {
        return Hex.Show(Take());
    }

    private void Keep(byte[] buffer, int offset, int count)
    {
        for (int i = offset; i < offset + count; i++)
        {
            Checksum = (Checksum * 31) + buffer[i];
        }

        int kept = MaxKept - _toClientCount;
        kept = kept < count ? kept : count;
        _hasMoreThanKept |= kept < count;
        _toClient = Grown(_toClient, _toClientCount, kept);
        Array.Copy(buffer, offset, _toClient, _toClientCount, kept);
        _toClientCount += kept;
    }

    private static byte[] Grown(byte[] buffer, int count, int more)
    {
        if (count + more <= buffer.Length)
        {
            return buffer;
        }

        byte[] larger = new byte[count + more + (buffer.Length / 2)];
        Array.Copy(buffer, larger, count);
        return larger;
    }

    private bool IsEmptyLine(int offset)
    {
        return _toClient[offset] == '\r' && _toClient[offset + 1] == '\n' && _toClient[offset + 2] == '\r' && _toClient[offset + 3] == '\n';
    }
}
