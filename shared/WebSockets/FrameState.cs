namespace Sensorcast.WebSockets;

/// <summary>
/// What a <see cref="FrameReader"/> must remember of one connection from one read to the next. On the board a field costs 12 bytes whatever
/// it holds, so what is used by one read only is the reader's.
/// </summary>
public sealed class FrameState
{
    /// <summary>Where the bytes of a control frame are gathered that arrives in pieces, which is rare: there once they are.</summary>
    internal byte[] ControlPayload;

    /// <summary>Which part of a frame comes next.</summary>
    internal FramePart Part;

    /// <summary>The frame's first byte: the FIN bit and the opcode.</summary>
    internal int FirstByte;

    /// <summary>How many bytes of the extended length or of the masking key are missing.</summary>
    internal int FieldBytesLeft;

    /// <summary>How many bytes of the payload are missing; while the extended length is read, what is known of it.</summary>
    internal long PayloadLeft;

    /// <summary>The masking key, its high byte for the next byte of the payload.</summary>
    internal uint MaskingKey;

    /// <summary>How many bytes of a control frame's payload have arrived.</summary>
    internal int ControlLength;

    /// <summary>
    /// The opcode of the message whose last fragment has not come yet, or <see cref="Opcode.Continuation"/> between two messages.
    /// </summary>
    internal Opcode Message;

    /// <summary>How many bytes the message has so far, the frame that is being read included.</summary>
    internal long MessageLength;

    /// <summary>Whether a piece of the message has been reported.</summary>
    internal bool MessageHasPieces;

    /// <summary>How the text so far ends, a message's or a close reason's; see <see cref="Text.Utf8Validator"/>.</summary>
    internal int Utf8;

    /// <summary>Starts a new connection.</summary>
    public void Reset()
    {
        Part = FramePart.FirstByte;
        Message = Opcode.Continuation;
    }
}
