using System.Text;

namespace Sensorcast.Telemetry;

/// <summary>Writes packs as SenML-JSON (RFC 8428 section 5), for people and for programs without CBOR.</summary>
public sealed class JsonPackEncoder : PackEncoder
{
    private const int MaxNumberSize = 24;

    // Per channel: all text from behind the opening brace to the value.
    private readonly byte[][] _records;
    private readonly byte[][] _introductions;
    private readonly int[] _exponents;
    private readonly byte[] _baseName;
    private readonly byte[] _baseTime = Bytes("\"bt\":");
    private readonly byte[] _sequence = Bytes("\"seq\":");
    private readonly byte[] _time = Bytes(",\"t\":");

    /// <summary>Prepares the text of the records.</summary>
    /// <param name="channels">The channels, at least one.</param>
    /// <param name="baseName">The base name, at most <see cref="PackEncoder.MaxBaseNameLength"/> characters.</param>
    public JsonPackEncoder(Channel[] channels, string baseName)
        : base(channels, baseName)
    {
        _baseName = Bytes("\"bn\":\"" + baseName + "\",");
        _records = new byte[channels.Length][];
        _introductions = new byte[channels.Length][];
        _exponents = new int[channels.Length];
        int size = 2 + _baseName.Length + _baseTime.Length + _sequence.Length + (2 * MaxNumberSize);
        for (int i = 0; i < channels.Length; i++)
        {
            Channel channel = channels[i];
            string name = "\"n\":\"" + channel.Name + "\",";
            _records[i] = Bytes(name + "\"v\":");
            _introductions[i] = Bytes(name + "\"u\":\"" + channel.Unit + "\",\"ut\":" + Seconds(channel.PeriodMilliseconds) + ",\"v\":");
            _exponents[i] = channel.Exponent;
            size += 3 + _introductions[i].Length + MaxNumberSize;
        }

        MaxLivePackSize = size;
    }

    /// <inheritdoc/>
    public override int MaxLivePackSize { get; }

    /// <inheritdoc/>
    public override int WriteLivePack(byte[] buffer, int offset, LiveReadings readings)
    {
        int position = offset;
        buffer[position++] = (byte)'[';
        buffer[position++] = (byte)'{';
        position = WriteBase(buffer, position, readings.UnixMilliseconds);
        position = Append(_sequence, 0, buffer, position);
        position = JsonNumber.Write(buffer, position, readings.Sequence, 0);
        buffer[position++] = (byte)',';
        int count = readings.Count;
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                buffer[position++] = (byte)',';
                buffer[position++] = (byte)'{';
            }

            int channel = readings.Channels[i];
            position = Append(readings.IsIntroduction(i) ? _introductions[channel] : _records[channel], 0, buffer, position);
            position = JsonNumber.Write(buffer, position, readings.Values[i], _exponents[channel]);
            buffer[position++] = (byte)'}';
        }

        buffer[position++] = (byte)']';
        return position;
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

    private protected override int WriteHistoryRecord(
        byte[] buffer, int position, FirstPackCursor cursor, bool introduce, int value, int relativeMilliseconds)
    {
        if (cursor.Stage == FirstPackStage.HasRecords)
        {
            buffer[position++] = (byte)',';
            buffer[position++] = (byte)'{';
        }
        else
        {
            buffer[position++] = (byte)'{';
            position = WriteBase(buffer, position, cursor.UnixMilliseconds);
        }

        int channel = cursor.Channel;
        position = Append(introduce ? _introductions[channel] : _records[channel], 0, buffer, position);
        position = JsonNumber.Write(buffer, position, value, _exponents[channel]);
        if (relativeMilliseconds != 0)
        {
            position = Append(_time, 0, buffer, position);
            position = JsonNumber.Write(buffer, position, relativeMilliseconds, -3);
        }

        buffer[position++] = (byte)'}';
        return position;
    }

    private static byte[] Bytes(string text)
    {
        return Encoding.UTF8.GetBytes(text);
    }

    private static string Seconds(int milliseconds)
    {
        byte[] number = new byte[MaxNumberSize];
        bool whole = milliseconds % 1000 == 0;
        int length = whole ? JsonNumber.Write(number, 0, milliseconds / 1000, 0) : JsonNumber.Write(number, 0, milliseconds, -3);
        return Encoding.UTF8.GetString(number, 0, length);
    }

    private int WriteBase(byte[] buffer, int position, long unixMilliseconds)
    {
        position = Append(_baseName, 0, buffer, position);
        if (unixMilliseconds != 0)
        {
            position = Append(_baseTime, 0, buffer, position);
            position = JsonNumber.Write(buffer, position, unixMilliseconds, -3);
            buffer[position++] = (byte)',';
        }

        return position;
    }
}
