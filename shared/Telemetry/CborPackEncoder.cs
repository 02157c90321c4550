using System;

namespace Sensorcast.Telemetry;

/// <summary>Writes packs as SenML-CBOR (RFC 8428 section 6), values as decimal fractions, so that they are exact.</summary>
public sealed class CborPackEncoder : PackEncoder
{
    private const int MaxIntegerSize = 5;
    private const int MaxArrayHeadSize = 3;
    private const int MapHeadSize = 1; // of a prepared record, whose map has few fields
    private const int MaxDecimalStartSize = 3;
    private const int MaxTimeSize = 1 + MaxDecimalStartSize + MaxIntegerSize; // of a relative time, with its label
    private const int MaxLongTimeSize = MaxTimeSize + 4; // 64 bits
    private const int MaxTextSize = 2 + (3 * Channel.MaxTextLength);
    private const int FieldsOfRecord = 2;
    private const int IntegerHeadSize = 1;
    private const int BaseTimeSize = 8;
    private const int SequenceLabelSize = 4;

    // Per channel, from the map's head on: name, and the value but for its mantissa. In the end stands the head of an integer of two bytes,
    // as most are: any other value is written over it.
    private readonly byte[][] _records;
    private readonly Channel[] _channels;

    // The base name; what stands before a base time in milliseconds, which has had more than 32 bits since February 1970; room for that
    // time; and the label of the sequence number.
    private readonly byte[] _base;
    private readonly int _baseNameSize;
    private readonly int _baseTimeOffset;

    /// <summary>Prepares the text of the records.</summary>
    /// <param name="channels">The channels, at least one.</param>
    /// <param name="baseName">The base name, at most <see cref="PackEncoder.MaxBaseNameLength"/> characters.</param>
    public CborPackEncoder(Channel[] channels, string baseName)
        : base(channels, baseName)
    {
        byte[] scratch = new byte[MaxSettableRecordSize];
        _channels = channels;
        _records = new byte[channels.Length][];
        int[] recordSizes = new int[channels.Length];
        int[] introductionSizes = new int[channels.Length];
        for (int i = 0; i < channels.Length; i++)
        {
            _records[i] = MakeRecord(channels[i], scratch);
            recordSizes[i] = _records[i].Length;
            introductionSizes[i] = WriteStartOfRecord(scratch, MapHeadSize, channels[i], introduce: true, out int _) + IntegerHeadSize;
        }

        _baseNameSize = CborItem.WriteText(scratch, CborItem.WriteInteger(scratch, 0, SenmlLabel.BaseName), baseName);
        int end = CborItem.WriteInteger(scratch, _baseNameSize, SenmlLabel.BaseTime);
        end = CborItem.WriteDecimalStart(scratch, end, MillisecondExponent);
        scratch[end] = CborItem.Unsigned64;
        _baseTimeOffset = end + IntegerHeadSize;
        _base = Copy(scratch, CborItem.WriteText(scratch, _baseTimeOffset + BaseTimeSize, SenmlLabel.Sequence));
        int baseSize = MaxArrayHeadSize + _baseNameSize + MaxLongTimeSize + SequenceLabelSize + MaxIntegerSize;
        Measure(baseSize, recordSizes, introductionSizes, MaxIntegerSize, MaxTextSize, MaxTimeSize, MaxLongTimeSize);
    }

    /// <inheritdoc/>
    public override int WriteLivePack(byte[] buffer, int offset, LiveReadings readings)
    {
        int start = readings.PackStart;
        int end = readings.PackEnd;
        int map = CborItem.WriteArray(buffer, offset, end - start);
        int fields = FieldsOfBase(readings.UnixMicroseconds) + 1;
        int position = WriteBase(buffer, map + MapHeadSize, readings.UnixMicroseconds) + SequenceLabelSize;
        position = CborItem.WriteInteger(buffer, position, readings.Sequence);
        if (!readings.HasOnlyValues)
        {
            position = WriteFields(buffer, map, position, fields, readings, start);
            for (int i = start + 1; i < end; i++)
            {
                position = WriteFields(buffer, position, position + MapHeadSize, 0, readings, i);
            }

            return position;
        }

        // The path of every frame. The first record is in the map of the base fields.
        int[] channels = readings.Channels;
        int[] values = readings.Values;
        byte[][] records = _records;
        buffer[map] = (byte)(CborItem.Map | (fields + FieldsOfRecord));
        position = Append(records[channels[start]], MapHeadSize, buffer, position) - IntegerHeadSize;
        position = CborItem.WriteInteger(buffer, position, values[start]);

        // The others are written without a call but the copy, and integers of two bytes on the spot.
        for (int i = start + 1; i < end; i++)
        {
            byte[] record = records[channels[i]];
            int length = record.Length;
            int value = values[i];
            Array.Copy(record, 0, buffer, position, length);
            position += length;
            if ((uint)(value - 0x100) >= 0xFF00)
            {
                position = CborItem.WriteInteger(buffer, position - IntegerHeadSize, value);
                continue;
            }

            buffer[position] = (byte)(value >> 8);
            buffer[position + 1] = (byte)value;
            position += 2;
        }

        return position;
    }

    private protected override int MaxSizeOf(LiveReadings readings, int index)
    {
        int channel = readings.Channels[index];
        int size = readings.IsIntroduction(index) ? SizeOfIntroduction(channel) : _records[channel].Length;
        size += readings.HaveTimes ? MaxLongTimeSize : 0;
        return size + (_channels[channel].Kind == ChannelKind.Text ? MaxTextSize : MaxIntegerSize);
    }

    private protected override int WriteStart(byte[] buffer, int position)
    {
        buffer[position] = CborItem.IndefiniteArray;
        return position + 1;
    }

    private protected override int WriteEnd(byte[] buffer, int position)
    {
        buffer[position] = CborItem.Break;
        return position + 1;
    }

    private protected override int WriteBaseRecord(byte[] buffer, int position, long unixMicroseconds)
    {
        CborItem.WriteMap(buffer, position, FieldsOfBase(unixMicroseconds));
        return WriteBase(buffer, position + MapHeadSize, unixMicroseconds);
    }

    private protected override int WriteHistoryRecord(
        byte[] buffer, int position, FirstPackCursor cursor, bool introduce, int value, long relativeMicroseconds)
    {
        int channel = cursor.Channel;
        int map = position;
        int fields = 0;
        position += MapHeadSize;
        if (cursor.Stage == FirstPackStage.Empty)
        {
            fields = FieldsOfBase(cursor.UnixMicroseconds);
            position = WriteBase(buffer, position, cursor.UnixMicroseconds);
        }

        position = AppendStartOfRecord(buffer, position, channel, introduce, ref fields);
        position = _channels[channel].Kind == ChannelKind.Text
            ? CborItem.WriteText(buffer, position, _channels[channel].Text)
            : WriteValue(buffer, position, channel, value);
        if (relativeMicroseconds != 0)
        {
            fields++;
            position = WriteTime(buffer, position, SenmlLabel.Time, relativeMicroseconds);
        }

        buffer[map] = (byte)(CborItem.Map | fields);
        return position;
    }

    private static byte[] MakeRecord(Channel channel, byte[] scratch)
    {
        int position = WriteStartOfRecord(scratch, MapHeadSize, channel, introduce: false, out int fields);
        CborItem.WriteMap(scratch, 0, fields);
        scratch[position] = CborItem.Unsigned16;
        return Copy(scratch, position + IntegerHeadSize);
    }

    /// <summary>Writes a record from the first field to the number of its value.</summary>
    private static int WriteStartOfRecord(byte[] buffer, int position, Channel channel, bool introduce, out int fields)
    {
        fields = FieldsOfRecord;
        position = CborItem.WriteInteger(buffer, position, SenmlLabel.Name);
        position = CborItem.WriteText(buffer, position, channel.Name);
        if (introduce)
        {
            position = WriteDescription(buffer, position, channel, ref fields);
        }

        int label = channel.Kind == ChannelKind.Text ? SenmlLabel.StringValue
            : channel.Kind == ChannelKind.Boolean ? SenmlLabel.BooleanValue : SenmlLabel.Value;
        position = CborItem.WriteInteger(buffer, position, label);
        return CborItem.WriteDecimalStart(buffer, position, channel.Exponent);
    }

    /// <summary>What a channel's first record says of it: unit, update time, and the range of an actuator.</summary>
    private static int WriteDescription(byte[] buffer, int position, Channel channel, ref int fields)
    {
        if (channel.Unit != null)
        {
            fields++;
            position = CborItem.WriteInteger(buffer, position, SenmlLabel.Unit);
            position = CborItem.WriteText(buffer, position, channel.Unit);
        }

        fields++;
        position = WriteTime(buffer, position, SenmlLabel.UpdateTime, (long)channel.PeriodMilliseconds * MicrosecondsPerMillisecond);
        if (channel.Description != null)
        {
            position = CborDescription.Write(buffer, position, channel.Description, channel.Exponent, ref fields);
        }

        if (channel.Actuator == null)
        {
            return position;
        }

        fields++;
        position = CborItem.WriteText(buffer, position, SenmlLabel.Settable);
        buffer[position++] = CborItem.True;
        if (channel.Kind == ChannelKind.Number)
        {
            fields += 3;
            position = CborItem.WriteText(buffer, position, SenmlLabel.Min);
            position = CborItem.WriteDecimal(buffer, position, channel.Min, channel.Exponent);
            position = CborItem.WriteText(buffer, position, SenmlLabel.Max);
            position = CborItem.WriteDecimal(buffer, position, channel.Max, channel.Exponent);
            position = CborItem.WriteText(buffer, position, SenmlLabel.Step);
            position =
                CborItem.WriteDecimal(
                    buffer, position, channel.Actuator is Control { Step: > 0 } number ? number.Step : 1, channel.Exponent);
        }

        return channel.Actuator is Control control ? CborControl.Write(buffer, position, control, ref fields) : position;
    }

    private static byte[] Copy(byte[] scratch, int length)
    {
        byte[] copy = new byte[length];
        Array.Copy(scratch, copy, length);
        return copy;
    }

    private static int FieldsOfBase(long unixMicroseconds)
    {
        return unixMicroseconds == 0 ? 1 : 2;
    }

    private static int WriteTime(byte[] buffer, int position, int label, long microseconds)
    {
        int exponent = SecondsExponent(microseconds);
        position = CborItem.WriteInteger(buffer, position, label);
        return CborItem.WriteDecimal(buffer, position, SecondsMantissa(microseconds, exponent), exponent);
    }

    /// <summary>Writes the fields of a reading, and the head of their map, which has some fields already.</summary>
    private int WriteFields(byte[] buffer, int map, int position, int fields, LiveReadings readings, int index)
    {
        int channel = readings.Channels[index];
        position = AppendStartOfRecord(buffer, position, channel, readings.IsIntroduction(index), ref fields);
        position = _channels[channel].Kind == ChannelKind.Text
            ? CborItem.WriteText(buffer, position, readings.Text(index))
            : WriteValue(buffer, position, channel, readings.Values[index]);
        long time = readings.RelativeMicroseconds(index);
        if (time != 0)
        {
            fields++;
            position = WriteTime(buffer, position, SenmlLabel.Time, time);
        }

        buffer[map] = (byte)(CborItem.Map | fields);
        return position;
    }

    /// <summary>Writes a record from the first field to the number of its value, after fields that its map has already.</summary>
    private int AppendStartOfRecord(byte[] buffer, int position, int channel, bool introduce, ref int fields)
    {
        if (introduce)
        {
            position = WriteStartOfRecord(buffer, position, _channels[channel], introduce, out int more);
            fields += more;
            return position;
        }

        fields += FieldsOfRecord;
        return Append(_records[channel], MapHeadSize, buffer, position) - IntegerHeadSize;
    }

    private int WriteValue(byte[] buffer, int position, int channel, int value)
    {
        if (_channels[channel].Kind == ChannelKind.Boolean)
        {
            buffer[position] = value != 0 ? CborItem.True : CborItem.False;
            return position + 1;
        }

        return CborItem.WriteInteger(buffer, position, value);
    }

    /// <summary>
    /// Writes the base fields, and after them the label of the sequence number: all of it is one copy, and a pack that has no sequence
    /// number goes on over the label.
    /// </summary>
    /// <returns>The offset of the label.</returns>
    private int WriteBase(byte[] buffer, int position, long unixMicroseconds)
    {
        byte[] prepared = _base;
        long milliseconds = unixMicroseconds / MicrosecondsPerMillisecond;
        if (milliseconds > uint.MaxValue && SecondsExponent(unixMicroseconds) == MillisecondExponent)
        {
            // Of nearly every pack.
            Array.Copy(prepared, 0, buffer, position, prepared.Length);
            return CborItem.Write64Bits(buffer, position + _baseTimeOffset, milliseconds);
        }

        Array.Copy(prepared, 0, buffer, position, _baseNameSize);
        position += _baseNameSize;
        if (unixMicroseconds != 0)
        {
            position = WriteTime(buffer, position, SenmlLabel.BaseTime, unixMicroseconds);
        }

        Array.Copy(prepared, prepared.Length - SequenceLabelSize, buffer, position, SequenceLabelSize);
        return position;
    }
}
