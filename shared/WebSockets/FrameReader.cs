using System;
using Sensorcast.Text;

namespace Sensorcast.WebSockets;

/// <summary>
/// Reads clients' frames (RFC 6455 sections 5 to 8) from bytes in pieces of any size. Messages stream through: a message of any size, in
/// any fragmentation, needs no buffer of its size. Never throws for what the bytes say: a broken rule is <see cref="FrameEvent.Error"/>
/// with the close code, as soon as the byte that breaks it is read.
/// </summary>
/// <remarks>
/// One reader serves any number of connections, since what is to be remembered of each is its <see cref="FrameState"/>. Allocates nothing,
/// but for the first control frame of a state that arrives in pieces. What a read reports are fields and not properties: a property is a
/// call, and on the board calls are expensive.
/// </remarks>
public sealed class FrameReader
{
    /// <summary>What the last read came upon.</summary>
    public FrameEvent Event;

    /// <summary>For <see cref="FrameEvent.Data"/>: the piece's first byte in the buffer that was read.</summary>
    public int PieceOffset;

    /// <summary>For <see cref="FrameEvent.Data"/>: the piece's length, which may be 0.</summary>
    public int PieceLength;

    /// <summary>For <see cref="FrameEvent.Data"/>: whether the piece begins its message.</summary>
    public bool PieceIsFirst;

    /// <summary>For <see cref="FrameEvent.Data"/>: whether the piece ends its message.</summary>
    public bool PieceIsFinal;

    /// <summary>For <see cref="FrameEvent.Data"/>: <see cref="Opcode.Text"/> or <see cref="Opcode.Binary"/>.</summary>
    public Opcode MessageOpcode;

    /// <summary>For a control frame: holds its unmasked payload until the connection's next read.</summary>
    public byte[] ControlPayload;

    /// <summary>For a control frame: the offset of its payload in <see cref="ControlPayload"/>.</summary>
    public int ControlOffset;

    /// <summary>For a control frame: its payload's length, 0 to 125.</summary>
    public int ControlLength;

    /// <summary>
    /// For <see cref="FrameEvent.Close"/>: the peer's code, or <see cref="CloseCode.NoStatus"/>. For <see cref="FrameEvent.Error"/>: the
    /// code to close with.
    /// </summary>
    public int Code;

    /// <summary>
    /// The maximum length of a message in bytes; one byte more is an error with code 1009. The same for all of a message's reads.
    /// </summary>
    public long MaxMessageLength;

    /// <summary>Makes a reader.</summary>
    /// <param name="maxMessageLength">The maximum length of a message in bytes; one byte more is an error with code 1009.</param>
    public FrameReader(long maxMessageLength)
    {
        MaxMessageLength = maxMessageLength;
    }

    /// <summary>Reads a connection's bytes up to the next event. Call it again with the rest until all bytes are consumed.</summary>
    /// <param name="state">The connection's state; moved on.</param>
    /// <param name="buffer">Holds the bytes. Payload is unmasked in place.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>How many bytes were consumed; fewer than <paramref name="count"/> only with an event.</returns>
    public int Read(FrameState state, byte[] buffer, int offset, int count)
    {
        Event = FrameEvent.None;
        if (state.Part == FramePart.Ended || count == 0)
        {
            return count;
        }

        int position = offset;
        int end = offset + count;
        if (state.Part != FramePart.Payload)
        {
            position = FrameHeader.Read(state, buffer, position, end, MaxMessageLength, out int error);
            if (error != 0)
            {
                Fail(state, error);
            }
        }

        if (state.Part == FramePart.Payload && (position < end || state.PayloadLeft == 0))
        {
            position += ReadPayload(state, buffer, position, end - position);
        }

        return position - offset;
    }

    private int ReadPayload(FrameState state, byte[] buffer, int offset, int count)
    {
        if (count > state.PayloadLeft)
        {
            count = (int)state.PayloadLeft;
        }

        state.MaskingKey = Masking.Apply(buffer, offset, count, state.MaskingKey);
        state.PayloadLeft -= count;
        bool endsFrame = state.PayloadLeft == 0;
        if (endsFrame)
        {
            state.Part = FramePart.FirstByte;
        }

        if (FrameHeader.IsControl(state.FirstByte))
        {
            ReadControlPayload(state, buffer, offset, count, endsFrame);
        }
        else
        {
            ReadMessagePiece(state, buffer, offset, count, endsFrame);
        }

        return count;
    }

    private void ReadMessagePiece(FrameState state, byte[] buffer, int offset, int count, bool endsFrame)
    {
        bool isFinal = endsFrame && (state.FirstByte & FrameHeader.FinBit) != 0;
        Opcode opcode = state.Message;
        if (opcode == Opcode.Text)
        {
            state.Utf8 = Utf8Validator.Append(state.Utf8, buffer, offset, count);
            if (state.Utf8 == Utf8Validator.Invalid || (isFinal && state.Utf8 != Utf8Validator.Complete))
            {
                Fail(state, CloseCode.InvalidPayload);
                return;
            }
        }

        Event = FrameEvent.Data;
        MessageOpcode = opcode;
        PieceOffset = offset;
        PieceLength = count;
        PieceIsFirst = !state.MessageHasPieces;
        PieceIsFinal = isFinal;
        state.MessageHasPieces = true;
        if (isFinal)
        {
            state.Message = Opcode.Continuation;
        }
    }

    private void ReadControlPayload(FrameState state, byte[] buffer, int offset, int count, bool endsFrame)
    {
        int gathered = state.ControlLength;
        ControlPayload = buffer;
        ControlOffset = offset;
        ControlLength = gathered + count;
        state.ControlLength = ControlLength;
        if (gathered > 0 || !endsFrame)
        {
            Gather(state, buffer, offset, gathered, count);
        }

        int opcode = state.FirstByte & FrameHeader.OpcodeBits;
        if (opcode == (int)Opcode.Close)
        {
            ReadClosePayload(state, gathered, endsFrame);
        }
        else if (endsFrame)
        {
            Event = opcode == (int)Opcode.Ping ? FrameEvent.Ping : FrameEvent.Pong;
        }
    }

    private void Gather(FrameState state, byte[] buffer, int offset, int gathered, int count)
    {
        if (state.ControlPayload == null)
        {
            state.ControlPayload = new byte[FrameWriter.MaxControlPayload];
        }

        Array.Copy(buffer, offset, state.ControlPayload, gathered, count);
        ControlPayload = state.ControlPayload;
        ControlOffset = 0;
    }

    private void ReadClosePayload(FrameState state, int checkedLength, bool endsFrame)
    {
        int error = CloseFrame.CheckPayload(state, ControlPayload, ControlOffset, checkedLength, endsFrame);
        if (error != 0)
        {
            Fail(state, error);
        }
        else if (endsFrame)
        {
            Code = CloseFrame.CodeOf(ControlPayload, ControlOffset, ControlLength);
            Event = FrameEvent.Close;
            state.Part = FramePart.Ended;
        }
    }

    private void Fail(FrameState state, int code)
    {
        Code = code;
        Event = FrameEvent.Error;
        state.Part = FramePart.Ended;
    }
}
