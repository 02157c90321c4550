using System;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// Gathers what answers the frames of one read, so that all of it goes out in one send. Nothing is read from a client to which
/// <see cref="WebServer.MaxSendSize"/> bytes cannot be sent, so that send is always taken. Meanwhile it is the client's transport: so
/// what is sent to the client, in whatever way, comes here.
/// </summary>
internal sealed class ReplyBuffer : ITransport
{
    internal readonly byte[] Bytes;

    /// <summary>How many bytes have been gathered.</summary>
    internal int Size;

    /// <summary>The transport of the client whose frames are being read.</summary>
    internal ITransport Client;

    // How many bytes the rest of the read may need.
    private int _reserve;

    // A pong of a control frame that began in an earlier read, its header, and a close frame.
    private const int MaxControlOverhead = FrameWriter.MaxControlPayload + FrameWriter.MaxShortHeaderSize + CloseFrame.Size;

    internal ReplyBuffer(byte[] bytes)
    {
        Bytes = bytes;
    }

    /// <inheritdoc/>
    public string RemoteAddress => Client.RemoteAddress;

    /// <inheritdoc/>
    public bool CanReceive => Client.CanReceive;

    /// <inheritdoc/>
    public bool CanSend => Client.CanSend;

    /// <inheritdoc/>
    public bool LingersOnClose => Client.LingersOnClose;

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int count)
    {
        return Client.Receive(buffer, offset, count);
    }

    /// <summary>Appends a whole frame, if there is room.</summary>
    public SendResult Send(byte[] buffer, int offset, int count)
    {
        if (Size + count + _reserve > Bytes.Length)
        {
            return SendResult.NotNow;
        }

        Array.Copy(buffer, offset, Bytes, Size, count);
        Size += count;
        return SendResult.Sent;
    }

    /// <inheritdoc/>
    public void Close()
    {
        Client.Close();
    }

    /// <summary>Keeps room for the answers to frames that have not been read yet: a pong is not longer than its ping.</summary>
    /// <param name="unread">How many bytes are still to be read.</param>
    internal void ReserveFor(int unread)
    {
        _reserve = unread + MaxControlOverhead;
    }

    /// <summary>Appends a frame, if there is room.</summary>
    internal bool TryAppend(Opcode opcode, bool isFinal, byte[] payload, int offset, int count)
    {
        if (Size + FrameWriter.HeaderSize(count) + count + _reserve > Bytes.Length)
        {
            return false;
        }

        Append(opcode, isFinal, payload, offset, count);
        return true;
    }

    /// <summary>Appends a pong with the ping's payload (RFC 6455 section 5.5.3).</summary>
    internal void AppendPong(FrameReader ping)
    {
        Append(Opcode.Pong, true, ping.ControlPayload, ping.ControlOffset, ping.ControlLength);
    }

    /// <summary>Appends a close frame.</summary>
    internal void AppendClose(int code)
    {
        Size += CloseFrame.Write(Bytes, Size, code);
    }

    private void Append(Opcode opcode, bool isFinal, byte[] payload, int offset, int count)
    {
        int start = Size + FrameWriter.HeaderSize(count);
        FrameWriter.WriteHeader(Bytes, start, count, opcode, isFinal);
        Array.Copy(payload, offset, Bytes, start, count);
        Size = start + count;
    }
}
