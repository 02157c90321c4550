using System.Formats.Cbor;
using System.Text.Json.Nodes;

namespace Sensorcast.Tests.BrowserTests;

/// <summary>Makes packs (RFC 8428) of a board called "greenhouse".</summary>
internal static class Packs
{
    public const string BaseName = "greenhouse:";

    /// <summary>The time of the first pack: fixed, so that a picture of it stays the same.</summary>
    public const double Start = 1_763_877_600;

    private const int CborBaseTime = -3;
    private const int CborBaseName = -2;
    private const int CborName = 0;
    private const int CborValue = 2;
    private const int CborTime = 6;

    /// <summary>A first pack with ten minutes of three channels, of which two have the same unit.</summary>
    public static string TenMinutes { get; } = First(
        new FakeChannel("inside", "Cel", time => 20 + (time / 100)) { History = 600 },
        new FakeChannel("outside", "Cel", time => 5 - (time / 100)) { History = 600 },
        new FakeChannel("supply", "V", _ => 3.3) { History = 600 });

    /// <summary>The first pack: each channel with its history.</summary>
    public static string First(params IEnumerable<FakeChannel> channels) =>
        Pack(Start, null, channels.SelectMany(channel => channel.Records()));

    /// <summary>A live pack.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="time">In seconds since the start.</param>
    /// <param name="readings">Names without the board's, and values.</param>
    public static string Live(int sequence, double time, params IEnumerable<(string Name, object Value)> readings) =>
        Pack(Start + time, sequence, readings.Select(reading =>
        {
            JsonObject record = new() { ["n"] = reading.Name };
            SetValue(record, reading.Value);
            return record;
        }));

    /// <summary>A live pack as the board sends it: binary, with many readings of each channel, evenly spaced.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="time">Of the last reading of each channel, in seconds since the start.</param>
    /// <param name="channels">Channels of numbers.</param>
    /// <param name="readings">How many of each.</param>
    /// <param name="spacing">Seconds between two of them.</param>
    public static byte[] Binary(int sequence, double time, IReadOnlyList<FakeChannel> channels, int readings, double spacing)
    {
        CborWriter writer = new();
        writer.WriteStartArray(channels.Count * readings);
        for (int i = 0; i < channels.Count * readings; i++)
        {
            FakeChannel channel = channels[i % channels.Count];
            double offset = ((i / channels.Count) + 1 - readings) * spacing;
            writer.WriteStartMap(i == 0 ? 6 : 3);
            if (i == 0)
            {
                writer.WriteInt32(CborBaseName);
                writer.WriteTextString(BaseName);
                writer.WriteInt32(CborBaseTime);
                writer.WriteDouble(Start + time);
                writer.WriteTextString("seq");
                writer.WriteInt32(sequence);
            }

            writer.WriteInt32(CborName);
            writer.WriteTextString(channel.Name);
            writer.WriteInt32(CborValue);
            WriteDecimal(writer, (long)Math.Round((double)channel.Value(time + offset) * 1000), -3);
            writer.WriteInt32(CborTime);
            WriteDecimal(writer, (long)Math.Round(offset * 1_000_000), -6);
            writer.WriteEndMap();
        }

        writer.WriteEndArray();
        return writer.Encode();
    }

    public static void SetValue(JsonObject record, object value)
    {
        switch (value)
        {
            case bool truth:
                record["vb"] = truth;
                break;
            case string text:
                record["vs"] = text;
                break;
            default:
                record["v"] = Math.Round(Convert.ToDouble(value, null), 3);
                break;
        }
    }

    private static string Pack(double baseTime, int? sequence, IEnumerable<JsonObject> records)
    {
        JsonArray pack = [.. records];
        JsonNode first = pack[0]!;
        first["bn"] = BaseName;
        first["bt"] = baseTime;
        if (sequence is not null)
        {
            first["seq"] = sequence;
        }

        return pack.ToJsonString();
    }

    /// <summary>A decimal fraction, RFC 8949 section 3.4.4.</summary>
    private static void WriteDecimal(CborWriter writer, long mantissa, int exponent)
    {
        writer.WriteTag(CborTag.DecimalFraction);
        writer.WriteStartArray(2);
        writer.WriteInt32(exponent);
        writer.WriteInt64(mantissa);
        writer.WriteEndArray();
    }
}
