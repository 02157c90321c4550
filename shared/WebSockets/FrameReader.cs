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
    private const int CloseCodeSize = 2;

    private readonly FrameHeaderReader _header = new FrameHeaderReader();
    private readonly Utf8Validator _utf8 = new Utf8Validator();
    private readonly byte[] _controlPayload = new byte[FrameWriter.MaxControlPayload];
    private FrameEvent _event;
    private bool _hasEnded;
    private bool _isInPayload;
    private long _payloadLeft;
    private uint _maskingKey;
    private bool _messageIsOpen;
    private Opcode _messageOpcode;
    private long _messageLength;
    private bool _nextPieceIsFirst;

    /// <summary>The most bytes that a message may have; one more is an error with code 1009. Counts from the next frame on.</summary>
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
        _event = FrameEvent.None;
        _hasEnded = false;
        _messageIsOpen = false;
        _messageLength = 0;
        StartFrame();
    }

    /// <summary>Reads bytes up to the next event. Call it again with the rest until all bytes are consumed.</summary>
    /// <param name="buffer">Holds the bytes. Payload is unmasked in place.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>How many bytes were consumed; fewer than <paramref name="count"/> only with an event.</returns>
    public int Read(byte[] buffer, int offset, int count)
    {
        _event = FrameEvent.None;
        if (_hasEnded)
        {
            return count;
        }

        int position = offset;
        int end = offset + count;
        if (!_isInPayload)
        {
            position = _header.Read(buffer, position, end);
            if (_header.Error != 0)
            {
                Fail(_header.Error);
            }
            else if (_header.IsComplete)
            {
                StartPayload();
            }
        }

        if (_isInPayload && (position < end || _payloadLeft == 0))
        {
            position += ReadPayload(buffer, position, end - position);
        }

        return position - offset;
    }

    private void StartFrame()
    {
        _isInPayload = false;
        _header.Start(_messageIsOpen, MaxMessageLength - _messageLength);
    }

    private void StartPayload()
    {
        _isInPayload = true;
        _payloadLeft = _header.PayloadLength;
        _maskingKey = _header.MaskingKey;
        if (_header.IsControl)
        {
            ControlLength = 0;
            return;
        }

        if (!_messageIsOpen)
        {
            _messageIsOpen = true;
            _messageOpcode = _header.Opcode;
            _nextPieceIsFirst = true;
            _utf8.Reset();
        }

        _messageLength += _payloadLeft;
    }

    private int ReadPayload(byte[] buffer, int offset, int count)
    {
        if (count > _payloadLeft)
        {
            count = (int)_payloadLeft;
        }

        _maskingKey = Masking.Apply(buffer, offset, count, _maskingKey);
        _payloadLeft -= count;
        if (_header.IsControl)
        {
            ReadControlPayload(buffer, offset, count);
        }
        else
        {
            ReadMessagePiece(buffer, offset, count);
        }

        if (_payloadLeft == 0)
        {
            StartFrame();
        }

        return count;
    }

    private void ReadMessagePiece(byte[] buffer, int offset, int count)
    {
        bool isFinal = _header.IsFinal && _payloadLeft == 0;
        if (_messageOpcode == Opcode.Text && (!_utf8.Append(buffer, offset, count) || (isFinal && !_utf8.IsComplete)))
        {
            Fail(CloseCode.InvalidPayload);
            return;
        }

        _event = FrameEvent.Data;
        PieceOffset = offset;
        PieceLength = count;
        PieceIsFirst = _nextPieceIsFirst;
        PieceIsFinal = isFinal;
        _nextPieceIsFirst = false;
        if (isFinal)
        {
            _messageIsOpen = false;
            _messageLength = 0;
        }
    }

    private void ReadControlPayload(byte[] buffer, int offset, int count)
    {
        // Gathered, because a control frame is answered or judged as a whole and may arrive byte by byte.
        int gathered = ControlLength;
        Array.Copy(buffer, offset, _controlPayload, gathered, count);
        ControlLength = gathered + count;
        if (_header.Opcode == Opcode.Close)
        {
            ReadClosePayload(gathered);
        }
        else if (_payloadLeft == 0)
        {
            _event = _header.Opcode == Opcode.Ping ? FrameEvent.Ping : FrameEvent.Pong;
        }
    }

    /// <summary>Judges a close frame's code and reason (RFC 6455 section 5.5.1) as soon as each byte is there.</summary>
    private void ReadClosePayload(int offset)
    {
        if (offset < CloseCodeSize && ControlLength >= CloseCodeSize)
        {
            offset = CloseCodeSize;
            Code = (_controlPayload[0] << 8) | _controlPayload[1];
            if (!CloseCode.MayBeReceived(Code))
            {
                Fail(CloseCode.ProtocolError);
                return;
            }

            // No message goes on after a close frame, so its validator is free for the reason.
            _utf8.Reset();
        }

        bool hasReason = offset >= CloseCodeSize;
        bool isWhole = _payloadLeft == 0;
        if (hasReason && (!_utf8.Append(_controlPayload, offset, ControlLength - offset) || (isWhole && !_utf8.IsComplete)))
        {
            Fail(CloseCode.InvalidPayload);
        }
        else if (isWhole)
        {
            Code = ControlLength == 0 ? CloseCode.NoStatus : Code;
            _event = FrameEvent.Close;
            _hasEnded = true;
        }
    }

    private void Fail(int code)
    {
        Code = code;
        _event = FrameEvent.Error;
        _hasEnded = true;
    }
}
