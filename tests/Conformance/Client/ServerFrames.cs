using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>
/// Reads a server's frames from bytes in pieces of any size, as strictly as RFC 6455 lets a client: the first rule that the server breaks
/// is kept in <see cref="Violation"/>, and nothing is read after it.
/// </summary>
internal sealed class ServerFrames
{
    private const int MaxControlLength = 125;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _header = new byte[10];
    private readonly ArrayBufferWriter<byte> _message = new();
    private readonly ArrayBufferWriter<byte> _control = new();
    private int _headerLength;
    private long _payloadLeft;
    private bool _isInPayload;
    private Opcode? _messageKind;

    public List<Received> Received { get; } = [];

    public ServerClose? Close { get; private set; }

    public string? Violation { get; private set; }

    private Opcode FrameOpcode => (Opcode)(_header[0] & 0x0F);

    private bool FrameIsFinal => (_header[0] & 0x80) != 0;

    private bool FrameIsControl => FrameOpcode >= Opcode.Close;

    public void Read(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && Violation is null)
        {
            if (Close is not null)
            {
                Violation = "octets after the close frame";
            }
            else if (_isInPayload)
            {
                int count = (int)Math.Min(_payloadLeft, bytes.Length);
                (FrameIsControl ? _control : _message).Write(bytes[..count]);
                _payloadLeft -= count;
                bytes = bytes[count..];
                EndPayload();
            }
            else
            {
                _header[_headerLength++] = bytes[0];
                bytes = bytes[1..];
                EndHeader();
            }
        }
    }

    /// <summary>Records that the stream has ended.</summary>
    public void End()
    {
        if (_isInPayload || _headerLength > 0)
        {
            Violation ??= "a torn frame";
        }
    }

    private void EndHeader()
    {
        int shortLength = _header[1] & 0x7F;
        int size = shortLength switch { 126 => 4, 127 => 10, _ => 2 };
        if (_headerLength < 2 || (Violation = FirstOctetsError(shortLength)) is not null || _headerLength < size)
        {
            return;
        }

        ulong length = shortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
            127 => BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
            _ => (ulong)shortLength,
        };
        if (length > long.MaxValue)
        {
            Violation = "a length with its first bit set";
            return;
        }

        if (length < (size switch { 4 => 126, 10 => 65536, _ => 0ul }))
        {
            Violation = "a length that is not in its shortest form";
            return;
        }

        if (!FrameIsControl)
        {
            _messageKind ??= FrameOpcode;
        }

        _payloadLeft = (long)length;
        _isInPayload = true;
        EndPayload();
    }

    private string? FirstOctetsError(int shortLength)
    {
        bool startsMessage = FrameOpcode is Opcode.Text or Opcode.Binary;
        return FrameOpcode switch
        {
            _ when (_header[0] & 0x70) != 0 => "a reserved bit",
            _ when !Enum.IsDefined(FrameOpcode) => "a reserved opcode",
            _ when (_header[1] & 0x80) != 0 => "a masked frame",
            _ when FrameIsControl && !FrameIsFinal => "a fragmented control frame",
            _ when FrameIsControl && shortLength > MaxControlLength => "a control frame that is too long",
            _ when startsMessage && _messageKind is not null => "a message within another",
            Opcode.Continuation when _messageKind is null => "a continuation of nothing",
            _ => null,
        };
    }

    private void EndPayload()
    {
        if (_payloadLeft > 0)
        {
            return;
        }

        _isInPayload = false;
        _headerLength = 0;
        if (FrameOpcode == Opcode.Close)
        {
            EndClose(_control.WrittenSpan.ToArray());
        }
        else if (FrameIsControl)
        {
            Received.Add(new Received(FrameOpcode, _control.WrittenSpan.ToArray()));
        }
        else if (FrameIsFinal)
        {
            EndMessage(_messageKind!.Value, _message.WrittenSpan.ToArray());
        }

        _control.ResetWrittenCount();
    }

    private void EndMessage(Opcode kind, byte[] payload)
    {
        if (kind == Opcode.Text && !IsUtf8(payload))
        {
            Violation = "text that is not UTF-8";
            return;
        }

        Received.Add(new Received(kind, payload));
        _message.ResetWrittenCount();
        _messageKind = null;
    }

    private void EndClose(byte[] payload)
    {
        if (payload.Length == 0)
        {
            Close = new ServerClose(null);
            return;
        }

        int code = payload.Length == 1 ? -1 : BinaryPrimitives.ReadUInt16BigEndian(payload);
        if (code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999)))
        {
            Violation = "a close frame without a code that may be sent";
        }
        else if (!IsUtf8(payload[2..]))
        {
            Violation = "a close reason that is not UTF-8";
        }
        else
        {
            Close = new ServerClose(code);
        }
    }

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            _ = StrictUtf8.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
