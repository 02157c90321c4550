using Sensorcast.Text;

namespace Sensorcast.WebSockets;

/// <summary>Reads the header of a client's frame (RFC 6455 section 5.2) and refuses it at the first byte that breaks a rule.</summary>
internal static class FrameHeader
{
    internal const int FinBit = 0x80;
    internal const int OpcodeBits = 0x0F;

    private const int ReservedBits = 0x70;
    private const int MaskBit = 0x80;
    private const int LengthBits = 0x7F;
    private const int Length16 = 126;
    private const int Length64 = 127;
    private const int MaskingKeySize = 4;

    internal static bool IsControl(int firstByte)
    {
        return (firstByte & OpcodeBits) >= (int)Opcode.Close;
    }

    /// <summary>Reads up to the end of the header, or to an error.</summary>
    /// <param name="state">Where to go on; moved on.</param>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="position">The first byte to read.</param>
    /// <param name="end">The offset after the last one.</param>
    /// <param name="maxMessageLength">The maximum size of a message in bytes.</param>
    /// <param name="error">The code to close with, or 0.</param>
    /// <returns>The place of the first byte that was not read.</returns>
    internal static int Read(FrameState state, byte[] buffer, int position, int end, long maxMessageLength, out int error)
    {
        error = 0;
        if (state.Part == FramePart.FirstByte)
        {
            error = ReadFirstByte(state, buffer[position++]);
        }

        if (state.Part == FramePart.SecondByte && position < end && error == 0)
        {
            error = ReadSecondByte(state, buffer[position++], maxMessageLength);
        }

        while ((state.Part == FramePart.Length16 || state.Part == FramePart.Length64) && position < end && error == 0)
        {
            error = ReadExtendedLength(state, buffer[position++], maxMessageLength);
        }

        if (state.Part == FramePart.MaskingKey && error == 0)
        {
            position = ReadMaskingKey(state, buffer, position, end);
        }

        return position;
    }

    private static int ReadFirstByte(FrameState state, int first)
    {
        state.FirstByte = first;
        state.Part = FramePart.SecondByte;
        bool isAllowed;
        switch ((Opcode)(first & OpcodeBits))
        {
            case Opcode.Continuation:
                isAllowed = state.Message != Opcode.Continuation;
                break;
            case Opcode.Text:
            case Opcode.Binary:
                // The fragments of one message are not interleaved with another's (section 5.4).
                isAllowed = state.Message == Opcode.Continuation;
                break;
            case Opcode.Close:
            case Opcode.Ping:
            case Opcode.Pong:
                // A control frame is never fragmented (section 5.5).
                isAllowed = (first & FinBit) != 0;
                break;
            default:
                isAllowed = false;
                break;
        }

        // No extension is ever negotiated, so a reserved bit has no meaning (section 5.2).
        return isAllowed && (first & ReservedBits) == 0 ? 0 : CloseCode.ProtocolError;
    }

    private static int ReadSecondByte(FrameState state, int second, long maxMessageLength)
    {
        int length = second & LengthBits;
        if ((second & MaskBit) == 0 || (length > FrameWriter.MaxControlPayload && IsControl(state.FirstByte)))
        {
            // A client masks every frame (section 5.1); a control frame's payload is short (section 5.5).
            return CloseCode.ProtocolError;
        }

        if (length < Length16)
        {
            return EndLength(state, length, maxMessageLength);
        }

        state.PayloadLeft = 0;
        state.Part = length == Length64 ? FramePart.Length64 : FramePart.Length16;
        state.FieldBytesLeft = length == Length64 ? 8 : 2;
        return 0;
    }

    private static int ReadExtendedLength(FrameState state, int next, long maxMessageLength)
    {
        if (state.FieldBytesLeft == 8 && next > 0x7F)
        {
            // The most significant bit of a 64-bit length is 0.
            return CloseCode.ProtocolError;
        }

        state.PayloadLeft = (state.PayloadLeft << 8) | (uint)next;
        if (--state.FieldBytesLeft > 0)
        {
            return 0;
        }

        // The length is in its shortest form.
        bool isShortest = state.PayloadLeft >= (state.Part == FramePart.Length64 ? 0x10000 : Length16);
        return isShortest ? EndLength(state, state.PayloadLeft, maxMessageLength) : CloseCode.ProtocolError;
    }

    private static int EndLength(FrameState state, long length, long maxMessageLength)
    {
        int opcode = state.FirstByte & OpcodeBits;
        if (opcode >= (int)Opcode.Close)
        {
            if (opcode == (int)Opcode.Close && length == 1)
            {
                // A close frame's payload starts with a code of two bytes, if there is any (section 5.5.1).
                return CloseCode.ProtocolError;
            }

            state.ControlLength = 0;
        }
        else
        {
            if (opcode != (int)Opcode.Continuation)
            {
                state.Message = (Opcode)opcode;
                state.MessageLength = 0;
                state.MessageHasPieces = false;
                state.Utf8 = Utf8Validator.Complete;
            }

            // Compared this way round, two lengths near the 63-bit limit cannot overflow.
            if (length > maxMessageLength - state.MessageLength)
            {
                return CloseCode.MessageTooBig;
            }

            state.MessageLength += length;
        }

        state.PayloadLeft = length;
        state.FieldBytesLeft = MaskingKeySize;
        state.Part = FramePart.MaskingKey;
        return 0;
    }

    private static int ReadMaskingKey(FrameState state, byte[] buffer, int position, int end)
    {
        if (state.FieldBytesLeft == MaskingKeySize && end - position >= MaskingKeySize)
        {
            state.MaskingKey =
                (uint)((buffer[position] << 24) | (buffer[position + 1] << 16) | (buffer[position + 2] << 8) | buffer[position + 3]);
            state.Part = FramePart.Payload;
            return position + MaskingKeySize;
        }

        while (position < end && state.FieldBytesLeft > 0)
        {
            state.MaskingKey = (state.MaskingKey << 8) | buffer[position++];
            state.FieldBytesLeft--;
        }

        if (state.FieldBytesLeft == 0)
        {
            state.Part = FramePart.Payload;
        }

        return position;
    }
}
