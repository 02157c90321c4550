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
    private readonly byte[][] _introductions;
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
        _introductions = new byte[channels.Length][];
        for (int i = 0; i < channels.Length; i++)
        {
            Channel channel = channels[i];
            string name = "\"n\":\"" + channel.Name + "\",";
            string value = channel.Kind == ChannelKind.Text ? "\"vs\":" : channel.Kind == ChannelKind.Boolean ? "\"vb\":" : "\"v\":";
            _records[i] = Bytes(name + value);
            _introductions[i] = Bytes(name + Description(channel) + value);
        }

        int baseSize = SeparatorSize + _baseName.Length + _baseTime.Length + _sequence.Length + (2 * MaxNumberSize);
        int maxTimeSize = _time.Length + MaxSecondsSize;
        Measure(baseSize, _records, _introductions, SeparatorSize + MaxValueSize, SeparatorSize + MaxTextSize, maxTimeSize, _time.Length + MaxLongSecondsSize);
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
            position = Append(readings.IsIntroduction(i) ? _introductions[channel] : _records[channel], 0, buffer, position);
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
        int size = SeparatorSize + (readings.IsIntroduction(index) ? _introductions[channel] : _records[channel]).Length;
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
        position = Append(introduce ? _introductions[channel] : _records[channel], 0, buffer, position);
        position = _channels[channel].Kind == ChannelKind.Text
            ? JsonText.Write(buffer, position, _channels[channel].Text)
            : WriteValue(buffer, position, channel, value);
        position = WriteTime(buffer, position, relativeMicroseconds);
        buffer[position] = (byte)'}';
        return position + 1;
    }

    /// <summary>What a channel's first record says of it: unit, update time, and the range of an actuator.</summary>
    private static string Description(Channel channel)
    {
        string text = channel.Unit == null ? string.Empty : "\"u\":\"" + channel.Unit + "\",";
        byte[] number = new byte[MaxNumberSize];
        int length = WriteSeconds(number, 0, (long)channel.PeriodMilliseconds * MicrosecondsPerMillisecond);
        text += "\"ut\":" + Encoding.UTF8.GetString(number, 0, length) + ",";
        if (channel.Description != null)
        {
            text += Description(channel.Description, channel.Exponent);
        }

        if (channel.Actuator == null)
        {
            return text;
        }

        text += "\"" + SenmlLabel.Settable + "\":true,";
        if (channel.Kind == ChannelKind.Number)
        {
            text += "\"" + SenmlLabel.Least + "\":" + Number(channel.Least, channel.Exponent) + ",";
            text += "\"" + SenmlLabel.Most + "\":" + Number(channel.Most, channel.Exponent) + ",";
            int step = channel.Actuator is Setting { Step: > 0 } stepped ? stepped.Step : 1;
            text += "\"" + SenmlLabel.Step + "\":" + Number(step, channel.Exponent) + ",";
        }

        return channel.Actuator is Setting setting ? text + Description(setting) : text;
    }

    private static string Description(Setting setting)
    {
        string text = setting.MaxSize > 0 ? "\"" + SenmlLabel.MaxLength + "\":" + setting.MaxSize + "," : string.Empty;
        if (setting.Options != null)
        {
            text += "\"" + SenmlLabel.Options + "\":[";
            for (int i = 0; i < setting.Options.Length; i++)
            {
                text += (i > 0 ? "," : string.Empty) + Quoted(setting.Options[i]);
            }

            text += "],";
        }

        text += setting.IsButton ? "\"" + SenmlLabel.Button + "\":true," : string.Empty;
        text += setting.AsksFirst ? "\"" + SenmlLabel.Confirm + "\":true," : string.Empty;
        if (setting.TakesMilliseconds > 0)
        {
            byte[] number = new byte[MaxNumberSize];
            int length = WriteSeconds(number, 0, (long)setting.TakesMilliseconds * MicrosecondsPerMillisecond);
            text += "\"" + SenmlLabel.Takes + "\":" + Encoding.UTF8.GetString(number, 0, length) + ",";
        }

        return text;
    }

    private static string Quoted(string text)
    {
        byte[] bytes = new byte[JsonText.Size(text)];
        return Encoding.UTF8.GetString(bytes, 0, JsonText.Write(bytes, 0, text));
    }

    private static string Description(ChannelDescription description, int exponent)
    {
        string text = Member(SenmlLabel.Title, description.Title) + Member(SenmlLabel.Group, description.Group)
            + Member(SenmlLabel.Kind, description.Kind);
        if (description.HasExpected)
        {
            text += Member(SenmlLabel.ExpectedMin, description.ExpectedMin, exponent) + Member(SenmlLabel.ExpectedMax, description.ExpectedMax, exponent);
        }

        if (description.HasWarning)
        {
            text += Member(SenmlLabel.WarningMin, description.WarningMin, exponent) + Member(SenmlLabel.WarningMax, description.WarningMax, exponent);
        }

        if (description.HasAlarm)
        {
            text += Member(SenmlLabel.AlarmMin, description.AlarmMin, exponent) + Member(SenmlLabel.AlarmMax, description.AlarmMax, exponent);
        }

        return text;
    }

    private static string Member(string label, string text)
    {
        if (text == null)
        {
            return string.Empty;
        }

        return "\"" + label + "\":" + Quoted(text) + ",";
    }

    /// <summary>Writes an end of a range; the extremes of an integer are no end.</summary>
    private static string Member(string label, int value, int exponent)
    {
        return value == int.MinValue || value == int.MaxValue ? string.Empty : "\"" + label + "\":" + Number(value, exponent) + ",";
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    private static string Number(int mantissa, int exponent)
    {
        byte[] number = new byte[MaxNumberSize];
        return Encoding.UTF8.GetString(number, 0, JsonNumber.Write(number, 0, mantissa, exponent));
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
