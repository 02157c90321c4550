using System;

namespace Sensorcast.Telemetry;

/// <summary>Writes packs as SenML-CBOR (RFC 8428 section 6), values as decimal fractions, so that they are exact.</summary>
public sealed class CborPackEncoder : PackEncoder
{
    private const int MaxIntegerSize = 5;
    private const int MapHeadSize = 1; // of a prepared record, whose map has few fields
    private const int MaxTimeSize = 12; // a decimal fraction with a 64-bit mantissa

    // Per channel, from the map's head on: name, for an introduction unit and update time, and the value but for its mantissa.
    private readonly byte[][] _records;
    private readonly byte[][] _introductions;
    private readonly byte[] _baseName;
    private readonly byte[] _sequenceLabel;

    /// <summary>Prepares the text of the records.</summary>
    /// <param name="channels">The channels, at least one.</param>
    /// <param name="baseName">The base name, at most <see cref="PackEncoder.MaxBaseNameLength"/> characters.</param>
    public CborPackEncoder(Channel[] channels, string baseName)
        : base(channels, baseName)
    {
        byte[] scratch = new byte[MaxRecordSize];
        _records = new byte[channels.Length][];
        _introductions = new byte[channels.Length][];
        int size = 3 + 1 + MaxBaseNameLength + 2 + 1 + MaxTimeSize + 4 + MaxIntegerSize;
        for (int i = 0; i < channels.Length; i++)
        {
            _records[i] = MakeRecord(channels[i], scratch, introduce: false);
            _introductions[i] = MakeRecord(channels[i], scratch, introduce: true);
            size += _introductions[i].Length + MaxIntegerSize;
        }

        MaxLivePackSize = size;
        int end = CborItem.WriteInteger(scratch, 0, SenmlLabel.BaseName);
        _baseName = Copy(scratch, CborItem.WriteText(scratch, end, baseName));
        _sequenceLabel = Copy(scratch, CborItem.WriteText(scratch, 0, "seq"));
    }

    /// <inheritdoc/>
    public override int MaxLivePackSize { get; }

    /// <inheritdoc/>
    public override int WriteLivePack(byte[] buffer, int offset, LiveReadings readings)
    {
        int count = readings.Count;
        int position = CborItem.WriteArray(buffer, offset, count);
        position = WriteFirstRecord(buffer, position, readings);
        if (readings.HasIntroductions)
        {
            for (int i = 1; i < count; i++)
            {
                position = WriteRecord(buffer, position, readings, i, 0);
            }

            return position;
        }

        // The path of every frame: without a call but the copy, and integers of up to two bytes written on the spot.
        int[] channels = readings.Channels;
        int[] values = readings.Values;
        byte[][] records = _records;
        for (int i = 1; i < count; i++)
        {
            byte[] record = records[channels[i]];
            int length = record.Length;
            int value = values[i];
            Array.Copy(record, 0, buffer, position, length);
            position += length;
            if ((uint)(value - 0x100) < 0xFF00)
            {
                buffer[position] = CborItem.Unsigned16;
                buffer[position + 1] = (byte)(value >> 8);
                buffer[position + 2] = (byte)value;
                position += 3;
            }
            else
            {
                position = CborItem.WriteInteger(buffer, position, value);
            }
        }

        return position;
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

    private protected override int WriteHistoryRecord(
        byte[] buffer, int position, FirstPackCursor cursor, bool introduce, int value, int relativeMilliseconds)
    {
        int mapPosition = position++;
        int fields = introduce ? 4 : 2;
        if (cursor.Stage == FirstPackStage.Empty)
        {
            fields += cursor.UnixMilliseconds == 0 ? 1 : 2;
            position = WriteBase(buffer, position, cursor.UnixMilliseconds);
        }

        position = Append(introduce ? _introductions[cursor.Channel] : _records[cursor.Channel], MapHeadSize, buffer, position);
        position = CborItem.WriteInteger(buffer, position, value);
        if (relativeMilliseconds != 0)
        {
            fields++;
            position = CborItem.WriteInteger(buffer, position, SenmlLabel.Time);
            position = CborItem.WriteDecimal(buffer, position, relativeMilliseconds, -3);
        }

        CborItem.WriteMap(buffer, mapPosition, fields);
        return position;
    }

    private static byte[] MakeRecord(Channel channel, byte[] scratch, bool introduce)
    {
        int position = CborItem.WriteMap(scratch, 0, introduce ? 4 : 2);
        position = CborItem.WriteInteger(scratch, position, SenmlLabel.Name);
        position = CborItem.WriteText(scratch, position, channel.Name);
        if (introduce)
        {
            position = CborItem.WriteInteger(scratch, position, SenmlLabel.Unit);
            position = CborItem.WriteText(scratch, position, channel.Unit);
            position = CborItem.WriteInteger(scratch, position, SenmlLabel.UpdateTime);
            bool wholeSeconds = channel.PeriodMilliseconds % 1000 == 0;
            position = wholeSeconds
                ? CborItem.WriteInteger(scratch, position, channel.PeriodMilliseconds / 1000)
                : CborItem.WriteDecimal(scratch, position, channel.PeriodMilliseconds, -3);
        }

        position = CborItem.WriteInteger(scratch, position, SenmlLabel.Value);
        return Copy(scratch, CborItem.WriteDecimalStart(scratch, position, channel.Exponent));
    }

    private static byte[] Copy(byte[] scratch, int length)
    {
        byte[] copy = new byte[length];
        Array.Copy(scratch, copy, length);
        return copy;
    }

    private int WriteFirstRecord(byte[] buffer, int position, LiveReadings readings)
    {
        int fields = (readings.IsIntroduction(0) ? 4 : 2) + (readings.UnixMilliseconds == 0 ? 2 : 3);
        position = CborItem.WriteMap(buffer, position, fields);
        position = WriteBase(buffer, position, readings.UnixMilliseconds);
        position = Append(_sequenceLabel, 0, buffer, position);
        position = CborItem.WriteInteger(buffer, position, readings.Sequence);
        return WriteRecord(buffer, position, readings, 0, MapHeadSize);
    }

    private int WriteRecord(byte[] buffer, int position, LiveReadings readings, int index, int skip)
    {
        int channel = readings.Channels[index];
        byte[] record = readings.IsIntroduction(index) ? _introductions[channel] : _records[channel];
        position = Append(record, skip, buffer, position);
        return CborItem.WriteInteger(buffer, position, readings.Values[index]);
    }

    private int WriteBase(byte[] buffer, int position, long unixMilliseconds)
    {
        position = Append(_baseName, 0, buffer, position);
        if (unixMilliseconds != 0)
        {
            position = CborItem.WriteInteger(buffer, position, SenmlLabel.BaseTime);
            position = CborItem.WriteDecimal(buffer, position, unixMilliseconds, -3);
        }

        return position;
    }
}
