using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>
/// Reads a whole stream of a client's frames by RFC 6455, all of it at once, while the reader of shared/ streams. Reports what that
/// must report, and at which byte it must stop.
/// </summary>
internal sealed class RfcReader
{
    private readonly byte[] _stream;
    private readonly long _maxMessageLength;
    private readonly Trace _trace = new();
    private readonly List<byte> _message = [];
    private readonly List<int> _origin = [];
    private string? _messageKind;
    private long _messageLength;
    private long _messageStart = -1;
    private int _messageFrames;
    private int _frame;

    private RfcReader(byte[] stream, long maxMessageLength)
    {
        _stream = stream;
        _maxMessageLength = maxMessageLength;
    }

    internal static Trace Read(byte[] stream, long maxMessageLength = long.MaxValue)
    {
        var reader = new RfcReader(stream, maxMessageLength);
        while (reader._trace.End < 0 && reader.ReadFrame())
        {
        }

        if (reader._message.Count > 0)
        {
            reader._trace.OpenMessage = reader._messageKind + Convert.ToHexString(CollectionsMarshal.AsSpan(reader._message));
        }

        reader._trace.OpenStart = reader._messageStart;
        return reader._trace;
    }

    private bool ReadFrame()
    {
        ReadOnlySpan<byte> rest = _stream.AsSpan(_frame);
        if (rest.IsEmpty)
        {
            return false;
        }

        bool isFinal = rest[0] >= 0x80;
        int opcode = rest[0] & 0x0F;
        bool isControl = opcode >= 8;
        bool isAllowed = opcode switch
        {
            0 => _messageKind != null,
            1 or 2 => _messageKind == null,
            8 or 9 or 10 => isFinal,
            _ => false,
        };
        if (!isAllowed || (rest[0] & 0x70) != 0)
        {
            return Fail(1002, Fault.FirstByte, 0);
        }

        if (rest.Length < 2)
        {
            return false;
        }

        int shortLength = rest[1] & 0x7F;
        if (rest[1] < 0x80)
        {
            return Fail(1002, Fault.Unmasked, 1);
        }

        if (isControl && shortLength > 125)
        {
            bool isLongerForm = rest.Length >= HeaderSize(rest) && Length(rest) is >= 0 and <= 125;
            return Fail(1002, isLongerForm ? Fault.LengthNotShortest : Fault.ControlTooLong, 1);
        }

        int headerSize = HeaderSize(rest);
        int lengthEnd = headerSize - 4;
        if (shortLength == 127 && rest.Length > 2 && rest[2] > 0x7F)
        {
            return Fail(1002, Fault.NegativeLength, 2);
        }

        if (rest.Length < lengthEnd)
        {
            return false;
        }

        long length = Length(rest);
        if ((shortLength == 126 && length < 126) || (shortLength == 127 && length < 65536))
        {
            return Fail(1002, Fault.LengthNotShortest, lengthEnd - 1);
        }

        if (opcode == 8 && length == 1)
        {
            return Fail(1002, Fault.CloseOfOneByte, 1);
        }

        if (!isControl && length > _maxMessageLength - _messageLength)
        {
            return Fail(1009, Fault.MessageTooBig, lengthEnd - 1);
        }

        if (rest.Length < headerSize)
        {
            return false;
        }

        int present = (int)Math.Min(length, rest.Length - headerSize);
        byte[] payload = rest.Slice(headerSize, present).ToArray();
        for (int i = 0; i < present; i++)
        {
            payload[i] ^= rest[lengthEnd + (i % 4)];
        }

        bool isWhole = present == length;
        bool goesOn = isControl
            ? ReadControl(opcode, payload, isWhole, headerSize)
            : ReadData(opcode, isFinal, payload, length, headerSize);
        _frame += headerSize + present;
        return goesOn && isWhole;
    }

    private bool ReadData(int opcode, bool isFinal, byte[] payload, long length, int headerSize)
    {
        _messageKind ??= opcode == 1 ? "text " : "binary ";
        _messageLength += length;
        _messageFrames++;
        _message.AddRange(payload);
        if (_messageStart < 0 && (payload.Length > 0 || length == 0))
        {
            _messageStart = _frame + headerSize - (length == 0 ? 1 : 0);
        }

        bool isEnd = isFinal && payload.Length == length;
        if (_messageKind == "text ")
        {
            _origin.AddRange(Enumerable.Range(headerSize + _frame, payload.Length));
            int bad = Utf8Oracle.FirstInvalidByte(CollectionsMarshal.AsSpan(_message), out bool isComplete);
            if (bad >= 0)
            {
                int place = _origin[bad] - _frame;
                _message.RemoveRange(bad, _message.Count - bad);
                return Fail(1007, Fault.TextNotUtf8, place);
            }

            if (isEnd && !isComplete)
            {
                return Fail(1007, Fault.TextCutShort, headerSize + payload.Length - 1);
            }
        }

        if (isEnd)
        {
            _trace.Events.Add(_messageKind + Convert.ToHexString(CollectionsMarshal.AsSpan(_message)));
            _trace.Extents.Add(new Extent(_messageStart, _frame + headerSize + payload.Length - 1, _messageFrames > 1));
            _messageStart = -1;
            _messageFrames = 0;
            _messageKind = null;
            _messageLength = 0;
            _message.Clear();
            _origin.Clear();
        }

        return true;
    }

    private bool ReadControl(int opcode, byte[] payload, bool isWhole, int headerSize)
    {
        if (opcode != 8)
        {
            if (isWhole)
            {
                _trace.Events.Add((opcode == 9 ? "ping " : "pong ") + Convert.ToHexString(payload));
                AddExtent(headerSize + payload.Length - 1);
            }

            return true;
        }

        int code = 1005;
        if (payload.Length >= 2)
        {
            code = BinaryPrimitives.ReadUInt16BigEndian(payload);
            if (code is not ((>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999)))
            {
                return Fail(1002, Fault.CloseCode, headerSize + 1);
            }

            int bad = Utf8Oracle.FirstInvalidByte(payload.AsSpan(2), out bool isComplete);
            if (bad >= 0 || (isWhole && !isComplete))
            {
                return Fail(1007, Fault.CloseReasonNotUtf8, headerSize + (bad >= 0 ? 2 + bad : payload.Length - 1));
            }
        }

        if (isWhole)
        {
            _trace.Events.Add($"close {code}");
            _trace.End = _frame + headerSize + payload.Length - 1;
            AddExtent(headerSize + payload.Length - 1);
        }

        return false;
    }

    private bool Fail(int code, Fault fault, int place)
    {
        ReadOnlySpan<byte> rest = _stream.AsSpan(_frame);
        _trace.Events.Add($"error {code}");
        AddExtent(place);
        _trace.Fault = fault;
        _trace.End = _frame + place;
        _trace.FaultyHeaderIsWhole = rest.Length >= 2 && rest.Length >= HeaderSize(rest);
        _trace.FaultyFrameIsWhole = _trace.FaultyHeaderIsWhole && rest.Length - HeaderSize(rest) >= Length(rest);
        _trace.FaultyFrameIsEmpty = _trace.FaultyHeaderIsWhole && Length(rest) == 0;
        _trace.FaultIsAtFrameEnd = _trace.FaultyFrameIsWhole && place + 3 >= HeaderSize(rest) + Length(rest);
        return false;
    }

    private void AddExtent(int end) => _trace.Extents.Add(new Extent(_frame + end, _frame + end, false));

    private static int HeaderSize(ReadOnlySpan<byte> frame) => (frame[1] & 0x7F) switch { 126 => 8, 127 => 14, _ => 6 };

    private static long Length(ReadOnlySpan<byte> frame) => (frame[1] & 0x7F) switch
    {
        126 => BinaryPrimitives.ReadUInt16BigEndian(frame[2..]),
        127 => BinaryPrimitives.ReadInt64BigEndian(frame[2..]),
        int length => length,
    };
}
