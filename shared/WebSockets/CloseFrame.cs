using Sensorcast.Text;

namespace Sensorcast.WebSockets;

/// <summary>Close frames (RFC 6455 sections 5.5.1 and 7): what a peer's says, and how ours is written.</summary>
public static class CloseFrame
{
    /// <summary>The size of a close frame with a code and no reason, in bytes.</summary>
    public const int Size = 4;

    private const int CodeSize = 2;
    private const byte FirstByte = 0x88;

    /// <summary>Writes a whole close frame without a reason.</summary>
    /// <param name="buffer">
    /// Gets <see cref="Size"/> bytes, or 2 for <see cref="CloseCode.NoStatus"/>, which is an empty close frame.
    /// </param>
    /// <param name="offset">The offset of the frame's first byte.</param>
    /// <param name="code">The close code.</param>
    /// <returns>The frame's size in bytes.</returns>
    public static int Write(byte[] buffer, int offset, int code)
    {
        buffer[offset] = FirstByte;
        if (code == CloseCode.NoStatus)
        {
            buffer[offset + 1] = 0;
            return 2;
        }

        buffer[offset + 1] = CodeSize;
        buffer[offset + 2] = (byte)(code >> 8);
        buffer[offset + 3] = (byte)code;
        return Size;
    }

    /// <summary>Checks the code and the reason of a peer's close frame as soon as each byte is there.</summary>
    /// <param name="state">The connection's state.</param>
    /// <param name="buffer">Holds the payload as far as it has arrived.</param>
    /// <param name="start">The offset of the payload.</param>
    /// <param name="checkedLength">How many bytes of the payload had arrived before.</param>
    /// <param name="isWhole">Whether the payload is whole.</param>
    /// <returns>The code to close with, or 0.</returns>
    internal static int CheckPayload(FrameState state, byte[] buffer, int start, int checkedLength, bool isWhole)
    {
        int length = state.ControlLength;
        if (length < CodeSize)
        {
            return 0;
        }

        if (checkedLength < CodeSize)
        {
            // No message goes on after a close frame, so the state of its text is free for the reason.
            state.Utf8 = Utf8Validator.Complete;
            checkedLength = CodeSize;
            if (!CloseCode.MayBeReceived(CodeOf(buffer, start, length)))
            {
                return CloseCode.ProtocolError;
            }
        }

        state.Utf8 = Utf8Validator.Append(state.Utf8, buffer, start + checkedLength, length - checkedLength);
        bool isText = state.Utf8 != Utf8Validator.Invalid && (!isWhole || state.Utf8 == Utf8Validator.Complete);
        return isText ? 0 : CloseCode.InvalidPayload;
    }

    /// <summary>The code of a peer's whole close frame, or <see cref="CloseCode.NoStatus"/>.</summary>
    internal static int CodeOf(byte[] buffer, int start, int length)
    {
        return length == 0 ? CloseCode.NoStatus : (buffer[start] << 8) | buffer[start + 1];
    }
}
