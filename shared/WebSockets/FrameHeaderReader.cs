namespace Sensorcast.WebSockets;

/// <summary>Reads the header of a client's frame (RFC 6455 section 5.2) and refuses it at the first byte that breaks a rule.</summary>
internal sealed class FrameHeaderReader
{
    private const int FinBit = 0x80;
    private const int ReservedBits = 0x70;
    private const int OpcodeBits = 0x0F;
    private const int MaskBit = 0x80;
    private const int LengthBits = 0x7F;
    private const int Length16 = 126;
    private const int Length64 = 127;
    private const int MaskingKeySize = 4;

    private State _state;
    private int _fieldBytesLeft;
    private bool _lengthIs64Bit;
    private bool _messageIsOpen;
    private long _maxMessagePayload;

    private enum State
    {
        FirstByte,
        SecondByte,
        ExtendedLength,
        MaskingKey,
        Complete,
    }

    internal bool IsComplete => _state == State.Complete;

    /// <summary>The code to close with, or 0.</summary>
    internal int Error { get; private set; }

    /// <summary>The FIN bit.</summary>
    internal bool IsFinal { get; private set; }

    internal Opcode Opcode { get; private set; }

    internal bool IsControl => Opcode >= Opcode.Close;

    internal long PayloadLength { get; private set; }

    /// <summary>The masking key, its high byte for the payload's first byte.</summary>
    internal uint MaskingKey { get; private set; }

    /// <summary>Starts the next frame's header.</summary>
    /// <param name="messageIsOpen">Whether a message has begun whose last fragment has not come.</param>
    /// <param name="maxMessagePayload">The most bytes that the message may still have.</param>
    internal void Start(bool messageIsOpen, long maxMessagePayload)
    {
        _state = State.FirstByte;
        _messageIsOpen = messageIsOpen;
        _maxMessagePayload = maxMessagePayload;
        Error = 0;
    }

    /// <summary>Reads up to the end of the header, or to an error.</summary>
    /// <returns>The place of the first byte that was not read.</returns>
    internal int Read(byte[] buffer, int position, int end)
    {
        while (position < end && _state != State.Complete && Error == 0)
        {
            int next = buffer[position++];
            switch (_state)
            {
                case State.FirstByte:
                    ReadFirstByte(next);
                    break;
                case State.SecondByte:
                    ReadSecondByte(next);
                    break;
                case State.ExtendedLength:
                    ReadExtendedLength(next);
                    break;
                case State.MaskingKey:
                    ReadMaskingKey(next);
                    break;
            }
        }

        return position;
    }

    private void ReadFirstByte(int first)
    {
        IsFinal = (first & FinBit) != 0;
        Opcode = (Opcode)(first & OpcodeBits);
        _state = State.SecondByte;
        bool isAllowed;
        switch (Opcode)
        {
            case Opcode.Continuation:
                isAllowed = _messageIsOpen;
                break;
            case Opcode.Text:
            case Opcode.Binary:
                // The fragments of one message are not interleaved with another's (section 5.4).
                isAllowed = !_messageIsOpen;
                break;
            case Opcode.Close:
            case Opcode.Ping:
            case Opcode.Pong:
                // A control frame is never fragmented (section 5.5).
                isAllowed = IsFinal;
                break;
            default:
                isAllowed = false;
                break;
        }

        // No extension is ever negotiated, so a reserved bit has no meaning (section 5.2).
        if (!isAllowed || (first & ReservedBits) != 0)
        {
            Error = CloseCode.ProtocolError;
        }
    }

    private void ReadSecondByte(int second)
    {
        int length = second & LengthBits;
        if ((second & MaskBit) == 0 || (IsControl && length > FrameWriter.MaxControlPayload))
        {
            // A client masks every frame (section 5.1); a control frame's payload is short (section 5.5).
            Error = CloseCode.ProtocolError;
        }
        else if (length < Length16)
        {
            PayloadLength = length;
            EndLength();
        }
        else
        {
            PayloadLength = 0;
            _lengthIs64Bit = length == Length64;
            _fieldBytesLeft = _lengthIs64Bit ? 8 : 2;
            _state = State.ExtendedLength;
        }
    }

    private void ReadExtendedLength(int next)
    {
        if (_fieldBytesLeft == 8 && next > 0x7F)
        {
            // The most significant bit of a 64-bit length is 0.
            Error = CloseCode.ProtocolError;
            return;
        }

        PayloadLength = (PayloadLength << 8) | (uint)next;
        if (--_fieldBytesLeft > 0)
        {
            return;
        }

        if (PayloadLength < (_lengthIs64Bit ? 0x10000 : Length16))
        {
            // The length is in its shortest form.
            Error = CloseCode.ProtocolError;
            return;
        }

        EndLength();
    }

    private void EndLength()
    {
        if (Opcode == Opcode.Close && PayloadLength == 1)
        {
            // A close frame's payload starts with a code of two bytes, if there is any (section 5.5.1).
            Error = CloseCode.ProtocolError;
        }
        else if (!IsControl && PayloadLength > _maxMessagePayload)
        {
            Error = CloseCode.MessageTooBig;
        }

        MaskingKey = 0;
        _fieldBytesLeft = MaskingKeySize;
        _state = State.MaskingKey;
    }

    private void ReadMaskingKey(int next)
    {
        MaskingKey = (MaskingKey << 8) | (uint)next;
        if (--_fieldBytesLeft == 0)
        {
            _state = State.Complete;
        }
    }
}
