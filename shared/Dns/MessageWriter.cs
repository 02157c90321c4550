using System;

namespace Sensorcast.Dns;

/// <summary>
/// Writes a message (RFC 1035 section 4) and compresses its names. A part that does not fit is left out whole, and the header says that the
/// message is truncated, unless the part is additional (RFC 2181 section 9). Allocates nothing.
/// </summary>
public sealed class MessageWriter
{
    private const int MaxPointer = 0x3FFF;

    // The offsets of labels that a pointer may lead to.
    private readonly int[] _labels = new int[24];
    private int _labelCount;
    private byte[] _message;
    private int _position;
    private int _partStart;
    private int _dataStart;
    private int _nameStart;
    private bool _overflows;

    /// <summary>The length of the message in bytes.</summary>
    public int Length => _position;

    /// <summary>Starts a message.</summary>
    /// <param name="message">Gets it; its size limits the message.</param>
    /// <param name="id">The number that an answer repeats.</param>
    /// <param name="flags">The flags: see <see cref="DnsFlags"/>.</param>
    public void Start(byte[] message, int id, int flags)
    {
        Array.Clear(message, 0, MessageReader.HeaderSize);
        _message = message;
        SetWord(0, id);
        SetWord(2, flags);
        _position = MessageReader.HeaderSize;
        _labelCount = 0;
    }

    /// <summary>Starts the answer to a query in the query's own place, and keeps its questions as they are.</summary>
    /// <param name="query">The query, which the answer replaces.</param>
    /// <param name="flags">The flags: see <see cref="DnsFlags"/>.</param>
    public void StartAnswer(MessageReader query, int flags)
    {
        query.Rewind();
        int questions = query.CountOf(MessageSection.Question);
        int end = MessageReader.HeaderSize;
        for (int i = 0; i < questions; i++)
        {
            query.Read();
            end = query.Position;
        }

        Start(query.Message, query.Id, flags);
        SetWord(4, questions);
        _position = end;
    }

    /// <summary>Writes a question.</summary>
    /// <param name="name">The name, without compression.</param>
    /// <param name="type">The type.</param>
    /// <param name="recordClass">The class.</param>
    public void Question(byte[] name, int type, int recordClass)
    {
        StartPart();
        AppendName(name, true);
        AppendWord(type);
        AppendWord(recordClass);
        EndPart(MessageSection.Question);
    }

    /// <summary>Starts a record; its data and <see cref="EndRecord"/> follow.</summary>
    /// <param name="name">The name, without compression.</param>
    /// <param name="type">The type.</param>
    /// <param name="recordClass">The class.</param>
    /// <param name="timeToLive">How long it may be kept, in seconds.</param>
    public void StartRecord(byte[] name, int type, int recordClass, int timeToLive)
    {
        StartPart();
        AppendName(name, true);
        AppendRecordTail(type, recordClass, timeToLive);
    }

    /// <summary>Starts a record whose name stands in the message already.</summary>
    /// <param name="earlierName">The name's offset in the message.</param>
    /// <param name="type">The type.</param>
    /// <param name="recordClass">The class.</param>
    /// <param name="timeToLive">How long it may be kept, in seconds.</param>
    public void StartRecord(int earlierName, int type, int recordClass, int timeToLive)
    {
        StartPart();
        AppendWord((DnsName.PointerMask << 8) | earlierName);
        AppendRecordTail(type, recordClass, timeToLive);
    }

    /// <summary>Ends a record.</summary>
    /// <param name="section">The section that it is in: not one before the last record's.</param>
    public void EndRecord(int section)
    {
        if (!_overflows)
        {
            SetWord(_dataStart - 2, _position - _dataStart);
        }

        EndPart(section);
    }

    /// <summary>Writes two bytes.</summary>
    /// <param name="value">0 to 65,535.</param>
    public void AppendWord(int value)
    {
        if (HasRoomFor(2))
        {
            SetWord(_position, value);
            _position += 2;
        }
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">Holds them.</param>
    /// <param name="offset">The first one's offset.</param>
    /// <param name="count">How many.</param>
    public void AppendBytes(byte[] bytes, int offset, int count)
    {
        if (HasRoomFor(count))
        {
            Array.Copy(bytes, offset, _message, _position, count);
            _position += count;
        }
    }

    /// <summary>Writes a name.</summary>
    /// <param name="name">The name, without compression.</param>
    /// <param name="compresses">Whether its end may be a pointer.</param>
    public void AppendName(byte[] name, bool compresses)
    {
        int offset = 0;
        _nameStart = _position;
        while (name[offset] != 0)
        {
            int earlier = compresses ? Find(name, offset) : 0;
            if (earlier > 0)
            {
                AppendWord((DnsName.PointerMask << 8) | earlier);
                return;
            }

            if (_labelCount < _labels.Length && _position <= MaxPointer)
            {
                _labels[_labelCount++] = _position;
            }

            int size = 1 + name[offset];
            AppendBytes(name, offset, size);
            offset += size;
        }

        AppendBytes(name, offset, 1);
    }

    private void StartPart()
    {
        _overflows = false;
        _partStart = _position;
    }

    private void AppendRecordTail(int type, int recordClass, int timeToLive)
    {
        AppendWord(type);
        AppendWord(recordClass);
        AppendWord(timeToLive >> 16);
        AppendWord(timeToLive & 0xFFFF);
        AppendWord(0);
        _dataStart = _position;
    }

    private void EndPart(int section)
    {
        if (!_overflows)
        {
            int count = 4 + (2 * section);
            SetWord(count, ((_message[count] << 8) | _message[count + 1]) + 1);
            return;
        }

        _position = _partStart;
        if (section != MessageSection.Additional)
        {
            _message[2] |= DnsFlags.Truncated >> 8;
        }

        while (_labelCount > 0 && _labels[_labelCount - 1] >= _partStart)
        {
            _labelCount--;
        }
    }

    private int Find(byte[] name, int offset)
    {
        for (int i = 0; i < _labelCount; i++)
        {
            // The labels of this very name have no end yet.
            if (_labels[i] < _nameStart && DnsName.Compare(_message, _labels[i], name, offset, false) == 0)
            {
                return _labels[i];
            }
        }

        return 0;
    }

    private bool HasRoomFor(int count)
    {
        _overflows |= _position + count > _message.Length;
        return !_overflows;
    }

    private void SetWord(int offset, int value)
    {
        _message[offset] = (byte)(value >> 8);
        _message[offset + 1] = (byte)value;
    }
}
