using System;
using System.Text;

namespace Sensorcast.Telemetry;

/// <summary>Writes packs as SenML-JSON (RFC 8428 section 5), for people and for programs without CBOR.</summary>
public sealed class JsonPackEncoder : PackEncoder
{
    private const int MaxNumberSize = 24; // of 64 bits
    private const int MaxValueSize = 13; // of 32 bits
    private const int MaxSecondsSize = 12; // of 32 bits of microseconds
    private const int MaxLongSecondsSize = 15; // of 200 times 32 bits of microseconds
    private const int SeparatorSize = 3; // },{
    private const int MaxTextSize = 2 + (Channel.MaxTextLength * JsonText.MaxCharacterSize);

    // Per channel: all text from the name to the value.
    private readonly byte[][] _records;
    private readonly Channel[] _channels;
    private readonly byte[] _baseName;
    private readonly byte[] _baseTime = Bytes(",\"bt\":");
    private readonly byte[] _sequence = Bytes(",\"seq\":");
    private readonly byte[] _time = Bytes(",\"t\":");
    private readonly byte[] _true = Bytes("true");
    private readonly byte[] _false = Bytes("false");

    /// <summary>Prepares the text of the records.</summary>
    /// <param name="channels">The channels, at least one.</param>
    /// <param name="baseName">The base name, at most <see cref="PackEncoder.MaxBaseNameLength"/> characters.</param>
    public JsonPackEncoder(Channel[] channels, string baseName)
        : base(channels, baseName)
    {
        _channels = channels;
        _baseName = Bytes("\"bn\":\"" + baseName + "\"");
        _records = new byte[channels.Length][];
        byte[] scratch = new byte[MaxSettableRecordSize];
        int[] recordSizes = new int[channels.Length];
        int[] introductionSizes = new int[channels.Length];
        for (int i = 0; i < channels.Length; i++)
        {
            recordSizes[i] = WriteStartOfRecord(scratch, 0, channels[i], introduce: false);
            _records[i] = new byte[recordSizes[i]];
            Array.Copy(scratch, _records[i], recordSizes[i]);
            introductionSizes[i] = WriteStartOfRecord(scratch, 0, channels[i], introduce: true);
        }

        int baseSize = SeparatorSize + _baseName.Length + _baseTime.Length + _sequence.Length + (2 * MaxNumberSize);
        int maxTimeSize = _time.Length + MaxSecondsSize;
        int maxLongTimeSize = _time.Length + MaxLongSecondsSize;
        Measure(
            baseSize,
            recordSizes,
            introductionSizes,
            SeparatorSize + MaxValueSize,
            SeparatorSize + MaxTextSize,
            maxTimeSize,
            maxLongTimeSize);
    }

    /// <inheritdoc/>
    public override int WriteLivePack(byte[] buffer, int offset, LiveReadings readings)
    {
        int position = WriteStart(buffer, offset);
        buffer[position++] = (byte)'{';
        position = WriteBase(buffer, position, readings.UnixMicroseconds);
        position = Append(_sequence, 0, buffer, position);
        position = JsonNumber.Write(buffer, position, readings.Sequence, 0);
        int start = readings.PackStart;
        int end = readings.PackEnd;
        for (int i = start; i < end; i++)
        {
            buffer[position++] = (byte)',';
            if (i > start)
            {
                buffer[position++] = (byte)'{';
            }

            int channel = readings.Channels[i];
            position = readings.IsIntroduction(i)
                ? WriteStartOfRecord(buffer, position, _channels[channel], introduce: true)
                : Append(_records[channel], 0, buffer, position);
            position = _channels[channel].Kind == ChannelKind.Text
                ? JsonText.Write(buffer, position, readings.Text(i))
                : WriteValue(buffer, position, channel, readings.Values[i]);
            position = WriteTime(buffer, position, readings.RelativeMicroseconds(i));
            buffer[position++] = (byte)'}';
        }

        return WriteEnd(buffer, position);
    }

    private protected override int MaxSizeOf(LiveReadings readings, int index)
    {
        int channel = readings.Channels[index];
        int size = SeparatorSize + (readings.IsIntroduction(index) ? SizeOfIntroduction(channel) : _records[channel].Length);
        size += readings.HaveTimes ? _time.Length + MaxLongSecondsSize : 0;
        return size + (_channels[channel].Kind == ChannelKind.Text ? MaxTextSize : MaxValueSize);
    }

    private protected override int WriteStart(byte[] buffer, int position)
    {
        buffer[position] = (byte)'[';
        return position + 1;
    }

    private protected override int WriteEnd(byte[] buffer, int position)
    {
        buffer[position] = (byte)']';
        return position + 1;
    }

    private protected override int WriteBaseRecord(byte[] buffer, int position, long unixMicroseconds)
    {
        buffer[position] = (byte)'{';
        position = WriteBase(buffer, position + 1, unixMicroseconds);
        buffer[position] = (byte)'}';
        return position + 1;
    }

    private protected override int WriteHistoryRecord(
        byte[] buffer, int position, FirstPackCursor cursor, bool introduce, int value, long relativeMicroseconds)
    {
        if (cursor.Stage == FirstPackStage.HasRecords)
        {
            buffer[position++] = (byte)',';
            buffer[position++] = (byte)'{';
        }
        else
        {
            buffer[position++] = (byte)'{';
            position = WriteBase(buffer, position, cursor.UnixMicroseconds);
            buffer[position++] = (byte)',';
        }

        int channel = cursor.Channel;
        position = introduce
            ? WriteStartOfRecord(buffer, position, _channels[channel], introduce)
            : Append(_records[channel], 0, buffer, position);
        position = _channels[channel].Kind == ChannelKind.Text
            ? JsonText.Write(buffer, position, _channels[channel].Text)
            : WriteValue(buffer, position, channel, value);
        position = WriteTime(buffer, position, relativeMicroseconds);
        buffer[position] = (byte)'}';
        return position + 1;
    }

    /// <summary>Writes a record from the name to the value.</summary>
    private static int WriteStartOfRecord(byte[] buffer, int position, Channel channel, bool introduce)
    {
        position = WriteMember(buffer, position, "n", channel.Name);
        if (introduce)
        {
            position = WriteDescription(buffer, position, channel);
        }

        return WriteText(
            buffer, position, channel.Kind == ChannelKind.Text ? "\"vs\":" : channel.Kind == ChannelKind.Boolean ? "\"vb\":" : "\"v\":");
    }

    /// <summary>What a channel's first record says of it: unit, update time, and the range of an actuator.</summary>
    private static int WriteDescription(byte[] buffer, int position, Channel channel)
    {
        position = WriteMember(buffer, position, "u", channel.Unit);
        position = WriteText(buffer, position, "\"ut\":");
        position = WriteSeconds(buffer, position, (long)channel.PeriodMilliseconds * MicrosecondsPerMillisecond);
        buffer[position++] = (byte)',';
        if (channel.Description != null)
        {
            position = WriteDescription(buffer, position, channel.Description, channel.Exponent);
        }

        if (channel.Actuator == null)
        {
            return position;
        }

        position = WriteText(buffer, WriteLabel(buffer, position, SenmlLabel.Settable), "true,");
        if (channel.Kind == ChannelKind.Number)
        {
            position = WriteMember(buffer, position, SenmlLabel.Min, channel.Min, channel.Exponent);
            position = WriteMember(buffer, position, SenmlLabel.Max, channel.Max, channel.Exponent);
            int step = channel.Actuator is Control { Step: > 0 } stepped ? stepped.Step : 1;
            position = WriteMember(buffer, position, SenmlLabel.Step, step, channel.Exponent);
        }

        return channel.Actuator is Control control ? WriteControl(buffer, position, control) : position;
    }

    private static int WriteControl(byte[] buffer, int position, Control control)
    {
        if (control.MaxSize > 0)
        {
            position = WriteMember(buffer, position, SenmlLabel.MaxLength, control.MaxSize, 0);
        }

        if (control.Options != null)
        {
            position = WriteLabel(buffer, position, SenmlLabel.Options);
            for (int i = 0; i < control.Options.Length; i++)
            {
                buffer[position] = i == 0 ? (byte)'[' : (byte)',';
                position = JsonText.Write(buffer, position + 1, control.Options[i]);
            }

            position = WriteText(buffer, position, "],");
        }

        if (control.IsButton)
        {
            position = WriteText(buffer, WriteLabel(buffer, position, SenmlLabel.Button), "true,");
        }

        if (control.NeedsConfirmation)
        {
            position = WriteText(buffer, WriteLabel(buffer, position, SenmlLabel.Confirm), "true,");
        }

        if (control.TakesMilliseconds > 0)
        {
            position = WriteMember(buffer, position, SenmlLabel.Takes, control.TakesMilliseconds, MillisecondExponent);
        }

        return position;
    }

    private static int WriteDescription(byte[] buffer, int position, ChannelDescription description, int exponent)
    {
        position = WriteMember(buffer, position, SenmlLabel.Title, description.Title);
        position = WriteMember(buffer, position, SenmlLabel.Group, description.Group);
        position = WriteMember(buffer, position, SenmlLabel.Kind, description.Kind);
        if (description.HasExpected)
        {
            position = WriteEndOfRange(buffer, position, SenmlLabel.ExpectedMin, description.ExpectedMin, exponent);
            position = WriteEndOfRange(buffer, position, SenmlLabel.ExpectedMax, description.ExpectedMax, exponent);
        }

        if (description.HasWarning)
        {
            position = WriteEndOfRange(buffer, position, SenmlLabel.WarningMin, description.WarningMin, exponent);
            position = WriteEndOfRange(buffer, position, SenmlLabel.WarningMax, description.WarningMax, exponent);
        }

        if (description.HasAlarm)
        {
            position = WriteEndOfRange(buffer, position, SenmlLabel.AlarmMin, description.AlarmMin, exponent);
            position = WriteEndOfRange(buffer, position, SenmlLabel.AlarmMax, description.AlarmMax, exponent);
        }

        return position;
    }

    /// <summary>Writes an end of a range; the extremes of an integer are no end.</summary>
    private static int WriteEndOfRange(byte[] buffer, int position, string label, int value, int exponent)
    {
        return value == int.MinValue || value == int.MaxValue ? position : WriteMember(buffer, position, label, value, exponent);
    }

    /// <summary>Writes a member and a comma, if there is a text.</summary>
    private static int WriteMember(byte[] buffer, int position, string label, string text)
    {
        if (text == null)
        {
            return position;
        }

        position = JsonText.Write(buffer, WriteLabel(buffer, position, label), text);
        buffer[position] = (byte)',';
        return position + 1;
    }

    /// <summary>Writes a member and a comma.</summary>
    private static int WriteMember(byte[] buffer, int position, string label, int mantissa, int exponent)
    {
        position = JsonNumber.Write(buffer, WriteLabel(buffer, position, label), mantissa, exponent);
        buffer[position] = (byte)',';
        return position + 1;
    }

    private static int WriteLabel(byte[] buffer, int position, string label)
    {
        position = JsonText.Write(buffer, position, label);
        buffer[position] = (byte)':';
        return position + 1;
    }

    private static int WriteText(byte[] buffer, int position, string text)
    {
        return position + Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, position);
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    private static int WriteSeconds(byte[] buffer, int position, long microseconds)
    {
        int exponent = SecondsExponent(microseconds);
        return JsonNumber.Write(buffer, position, SecondsMantissa(microseconds, exponent), exponent);
    }

    private int WriteValue(byte[] buffer, int position, int channel, int value)
    {
        return _channels[channel].Kind == ChannelKind.Boolean
            ? Append(value != 0 ? _true : _false, 0, buffer, position)
            : JsonNumber.Write(buffer, position, value, _channels[channel].Exponent);
    }

    private int WriteTime(byte[] buffer, int position, long microseconds)
    {
        return microseconds == 0 ? position : WriteSeconds(buffer, Append(_time, 0, buffer, position), microseconds);
    }

    private int WriteBase(byte[] buffer, int position, long unixMicroseconds)
    {
        position = Append(_baseName, 0, buffer, position);
        return unixMicroseconds == 0 ? position : WriteSeconds(buffer, Append(_baseTime, 0, buffer, position), unixMicroseconds);
    }
}
