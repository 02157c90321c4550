using System;

namespace Sensorcast.WebSockets;

/// <summary>
/// Reads a client's frames (RFC 6455 sections 5 to 8) from bytes in pieces of any size. Messages stream through: a message of any
/// size, in any fragmentation, needs no buffer of its size. Never throws for what the bytes say: a broken rule is
/// <see cref="FrameEvent.Error"/> with the close code, as soon as the byte that breaks it is read.
/// </summary>
/// <remarks>Costs about 300 bytes of heap, and allocates nothing after its construction.</remarks>
public sealed class FrameReader
{
    private const int FinBit = 0x80;
    private const int ReservedBits = 0x70;
    private const int OpcodeBits = 0x0F;
    private const int MaskBit = 0x80;
    private const int LengthBits = 0x7F;
    private const int Length16 = 126;
    private const int Length64 = 127;
    private const int MaskingKeySize = 4;
    private const int CloseCodeSize = 2;

    private readonly byte[] _controlPayload = new byte[FrameWriter.MaxControlPayload];
    private readonly Utf8Validator _utf8 = new Utf8Validator();
    private State _state;
    private FrameEvent _event;
    private bool _frameIsFinal;
    private Opcode _frameOpcode;
    private bool _lengthIs64Bit;
    private int _fieldBytesLeft;
    private long _payloadLeft;
    private uint _maskingKey;
    private bool _messageIsOpen;
    private Opcode _messageOpcode;
    private long _messageLength;
    private bool _nextPieceIsFirst;

    private enum State
    {
        FirstByte,
        SecondByte,
        ExtendedLength,
        MaskingKey,
        Payload,
        Ended,
    }

    private bool IsControlFrame => _frameOpcode >= Opcode.Close;

    /// <summary>The most bytes that a message may have; one more is an error with code 1009.</summary>
    public long MaxMessageLength { get; set; } = long.MaxValue;

    /// <summary>The event of the last <see cref="Read"/>.</summary>
    public FrameEvent Event => _event;

    /// <summary>For <see cref="FrameEvent.Data"/>: the piece's first byte in the buffer that was read.</summary>
    public int PieceOffset { get; private set; }

    /// <summary>For <see cref="FrameEvent.Data"/>: the piece's length, which may be 0.</summary>
    public int PieceLength { get; private set; }

    /// <summary>For <see cref="FrameEvent.Data"/>: whether the piece begins its message.</summary>
    public bool PieceIsFirst { get; private set; }

    /// <summary>For <see cref="FrameEvent.Data"/>: whether the piece ends its message.</summary>
    public bool PieceIsFinal { get; private set; }

    /// <summary>For <see cref="FrameEvent.Data"/>: <see cref="Opcode.Text"/> or <see cref="Opcode.Binary"/>.</summary>
    public Opcode MessageOpcode => _messageOpcode;

    /// <summary>For a control frame: holds its unmasked payload, until the next <see cref="Read"/>.</summary>
    public byte[] ControlPayload => _controlPayload;

    /// <summary>For a control frame: its payload's length, 0 to 125.</summary>
    public int ControlLength { get; private set; }

    /// <summary>
    /// For <see cref="FrameEvent.Close"/>: the peer's code, or <see cref="CloseCode.NoStatus"/>. For
    /// <see cref="FrameEvent.Error"/>: the code to close with.
    /// </summary>
    public int Code { get; private set; }

    /// <summary>Starts a new connection.</summary>
    public void Reset()
    {
        _state = State.FirstByte;
        _event = FrameEvent.None;
        _messageIsOpen = false;
    }

    /// <summary>Reads bytes up to the next event. Call it again with the rest until all bytes are consumed.</summary>
    /// <param name="buffer">Holds the bytes. Payload is unmasked in place.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>How many bytes were consumed; fewer than <paramref name="count"/> only with an event.</returns>
    public int Read(byte[] buffer, int offset, int count)
    {
        int position = offset;
        int end = offset + count;
        _event = FrameEvent.None;
        while (position < end && _event == FrameEvent.None)
        {
            switch (_state)
            {
                case State.FirstByte:
                    ReadFirstByte(buffer[position++]);
                    break;
                case State.SecondByte:
                    ReadSecondByte(buffer[position++]);
                    break;
                case State.ExtendedLength:
                    ReadExtendedLength(buffer[position++]);
                    break;
                case State.MaskingKey:
                    ReadMaskingKey(buffer[position++]);
                    if (_state == State.Payload && _payloadLeft == 0)
                    {
                        ReadPayload(buffer, position, 0);
                    }

                    break;
                case State.Payload:
                    position += ReadPayload(buffer, position, end - position);
                    break;
                default:
                    position = end;
                    break;
            }
        }

        return position - offset;
    }

    private void ReadFirstByte(int first)
    {
        // No extension is ever negotiated, so a reserved bit has no meaning (section 5.2).
        if ((first & ReservedBits) != 0)
        {
            Fail(CloseCode.ProtocolError);
            return;
        }

        _frameIsFinal = (first & FinBit) != 0;
        _frameOpcode = (Opcode)(first & OpcodeBits);
        _state = State.SecondByte;
        switch (_frameOpcode)
        {
            case Opcode.Continuation:
                if (!_messageIsOpen)
                {
                    Fail(CloseCode.ProtocolError);
                }

                break;
            case Opcode.Text:
            case Opcode.Binary:
                if (_messageIsOpen)
                {
                    // A message's fragments are not interleaved with another's (section 5.4).
                    Fail(CloseCode.ProtocolError);
                }
                else
                {
                    StartMessage();
                }

                break;
            case Opcode.Close:
            case Opcode.Ping:
            case Opcode.Pong:
                if (!_frameIsFinal)
                {
                    // A control frame is never fragmented (section 5.5).
                    Fail(CloseCode.ProtocolError);
                }

                ControlLength = 0;
                break;
            default:
                Fail(CloseCode.ProtocolError);
                break;
        }
    }

    private void ReadSecondByte(int second)
    {
        int length = second & LengthBits;
        if ((second & MaskBit) == 0 || (IsControlFrame && length > FrameWriter.MaxControlPayload))
        {
            // A client masks every frame (section 5.1); a control frame's payload is short (section 5.5).
            Fail(CloseCode.ProtocolError);
        }
        else if (length < Length16)
        {
            _payloadLeft = length;
            EndLength();
        }
        else
        {
            _payloadLeft = 0;
            _lengthIs64Bit = length == Length64;
            _fieldBytesLeft = _lengthIs64Bit ? 8 : 2;
            _state = State.ExtendedLength;
        }
    }

    private void ReadExtendedLength(int next)
    {
        if (_fieldBytesLeft == 8 && next > 0x7F)
        {
            // The most significant bit of a 64-bit length is 0 (section 5.2).
            Fail(CloseCode.ProtocolError);
            return;
        }

        _payloadLeft = (_payloadLeft << 8) | (uint)next;
        if (--_fieldBytesLeft > 0)
        {
            return;
        }

        if (_payloadLeft < (_lengthIs64Bit ? 0x10000 : Length16))
        {
            // The length is in its shortest form (section 5.2).
            Fail(CloseCode.ProtocolError);
            return;
        }

        EndLength();
    }

    private void EndLength()
    {
        if (!IsControlFrame)
        {
            // Compared this way round, the sum of two lengths near the 63-bit limit cannot overflow.
            if (_payloadLeft > MaxMessageLength - _messageLength)
            {
                Fail(CloseCode.MessageTooBig);
                return;
            }

            _messageLength += _payloadLeft;
        }
        else if (_frameOpcode == Opcode.Close && _payloadLeft == 1)
        {
            // A close frame's payload starts with a code of two bytes, if there is any (section 5.5.1).
            Fail(CloseCode.ProtocolError);
            return;
        }

        _maskingKey = 0;
        _fieldBytesLeft = MaskingKeySize;
        _state = State.MaskingKey;
    }

    private void ReadMaskingKey(int next)
    {
        _maskingKey = (_maskingKey << 8) | (uint)next;
        if (--_fieldBytesLeft == 0)
        {
            _state = State.Payload;
        }
    }

    private int ReadPayload(byte[] buffer, int offset, int count)
    {
        if (count > _payloadLeft)
        {
            count = (int)_payloadLeft;
        }

        _maskingKey = Masking.Apply(buffer, offset, count, _maskingKey);
        _payloadLeft -= count;
        if (IsControlFrame)
        {
            ReadControlPayload(buffer, offset, count);
        }
        else
        {
            ReadMessagePiece(buffer, offset, count);
        }

        if (_payloadLeft == 0 && _state == State.Payload)
        {
            _state = State.FirstByte;
        }

        return count;
    }

    private void StartMessage()
    {
        _messageIsOpen = true;
        _messageOpcode = _frameOpcode;
        _messageLength = 0;
        _nextPieceIsFirst = true;
        _utf8.Reset();
    }

    private void ReadMessagePiece(byte[] buffer, int offset, int count)
    {
        bool isFinal = _frameIsFinal && _payloadLeft == 0;
        if (_messageOpcode == Opcode.Text && (!_utf8.Append(buffer, offset, count) || (isFinal && !_utf8.IsComplete)))
        {
            Fail(CloseCode.InvalidPayload);
            return;
        }

        PieceOffset = offset;
        PieceLength = count;
        PieceIsFirst = _nextPieceIsFirst;
        PieceIsFinal = isFinal;
        _nextPieceIsFirst = false;
        _messageIsOpen = !isFinal;
        _event = FrameEvent.Data;
    }

    private void ReadControlPayload(byte[] buffer, int offset, int count)
    {
        // Gathered, because a control frame is answered or judged as a whole and may arrive byte by byte.
        Array.Copy(buffer, offset, _controlPayload, ControlLength, count);
        ControlLength += count;
        if (_frameOpcode == Opcode.Close)
        {
            ReadClosePayload(offset: ControlLength - count);
        }
        else if (_payloadLeft == 0)
        {
            _event = _frameOpcode == Opcode.Ping ? FrameEvent.Ping : FrameEvent.Pong;
        }
    }

    private void ReadClosePayload(int offset)
    {
        if (offset < CloseCodeSize && ControlLength >= CloseCodeSize)
        {
            Code = (_controlPayload[0] << 8) | _controlPayload[1];
            _utf8.Reset();
            if (!CloseCode.MayBeReceived(Code))
            {
                Fail(CloseCode.ProtocolError);
                return;
            }

            offset = CloseCodeSize;
        }

        // The reason is UTF-8 (section 5.5.1). No message goes on after a close frame, so its validator is free.
        if (offset >= CloseCodeSize && !_utf8.Append(_controlPayload, offset, ControlLength - offset))
        {
            Fail(CloseCode.InvalidPayload);
            return;
        }

        if (_payloadLeft > 0)
        {
            return;
        }

        if (ControlLength == 0)
        {
            Code = CloseCode.NoStatus;
        }
        else if (!_utf8.IsComplete)
        {
            Fail(CloseCode.InvalidPayload);
            return;
        }

        _event = FrameEvent.Close;
        _state = State.Ended;
    }

    private void Fail(int code)
    {
        Code = code;
        _event = FrameEvent.Error;
        _state = State.Ended;
    }
}
