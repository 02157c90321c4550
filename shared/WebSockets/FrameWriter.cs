namespace Sensorcast.WebSockets;

/// <summary>
/// Writes a server's frames (RFC 6455 section 5.2): never masked, the length in its shortest form. The header goes right before a
/// payload that is in its place already, so that a frame is one piece of one buffer and nothing is copied.
/// </summary>
public static class FrameWriter
{
    /// <summary>The maximum size of a control frame's payload in bytes (RFC 6455 section 5.5).</summary>
    public const int MaxControlPayload = 125;

    /// <summary>The header's size for a payload of up to 65,535 bytes, at the most.</summary>
    public const int MaxShortHeaderSize = 4;

    private const int FinBit = 0x80;
    private const int Length16 = 126;
    private const int Length64 = 127;

    /// <summary>The size of a header in bytes: 2, 4 or 10.</summary>
    /// <param name="payloadLength">The payload's length in bytes.</param>
    /// <returns>The header's size.</returns>
    public static int HeaderSize(int payloadLength)
    {
        return payloadLength < Length16 ? 2 : payloadLength <= 0xFFFF ? 4 : 10;
    }

    /// <summary>Writes a frame's header so that it ends where the payload begins.</summary>
    /// <param name="buffer">Holds the payload and, before it, room for the header.</param>
    /// <param name="payloadOffset">The payload's first byte, at least <see cref="HeaderSize"/>.</param>
    /// <param name="payloadLength">The payload's length in bytes; at most 125 for a control frame.</param>
    /// <param name="opcode">What the frame carries.</param>
    /// <param name="isFinal">The FIN bit: whether the frame ends its message. True for a control frame.</param>
    /// <returns>The frame's first byte.</returns>
    public static int WriteHeader(byte[] buffer, int payloadOffset, int payloadLength, Opcode opcode, bool isFinal)
    {
        byte first = (byte)(isFinal ? FinBit | (int)opcode : (int)opcode);
        if (payloadLength < Length16)
        {
            buffer[payloadOffset - 1] = (byte)payloadLength;
            buffer[payloadOffset - 2] = first;
            return payloadOffset - 2;
        }

        if (payloadLength <= 0xFFFF)
        {
            buffer[payloadOffset - 1] = (byte)payloadLength;
            buffer[payloadOffset - 2] = (byte)(payloadLength >> 8);
            buffer[payloadOffset - 3] = Length16;
            buffer[payloadOffset - 4] = first;
            return payloadOffset - 4;
        }

        for (int i = 1; i <= 8; i++)
        {
            buffer[payloadOffset - i] = (byte)payloadLength;
            payloadLength >>= 8;
        }

        buffer[payloadOffset - 9] = Length64;
        buffer[payloadOffset - 10] = first;
        return payloadOffset - 10;
    }
}
