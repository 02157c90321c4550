using System.Text.Json;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>Writes a pack like the first one of a connection to a board, in SenML-JSON: docs/readings.md.</summary>
internal static class RecentPack
{
    /// <param name="baseName">The base name.</param>
    /// <param name="sequence">The number of the last pack that is in it; <see langword="null"/> if no live one is.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="count">How many readings of each.</param>
    public static byte[] Write(string baseName, long? sequence, IReadOnlyList<RecentChannel> channels, int count)
    {
        DateTimeOffset newest = channels.Max(static channel => channel.Newest?.Time) ?? DateTimeOffset.UnixEpoch;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            writer.WriteStartObject();
            writer.WriteString("bn", baseName);
            writer.WriteNumber("bt", Seconds(newest - DateTimeOffset.UnixEpoch));
            Write(writer, "seq", sequence);
            foreach (RecentChannel channel in channels)
            {
                if (channel != channels[0])
                {
                    writer.WriteStartObject();
                }

                WriteChannel(writer, channel, baseName, newest, count);
            }

            if (channels.Count == 0)
            {
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return stream.ToArray();
    }

    /// <summary>
    /// Writes the rest of a record that has been started, and further ones. A channel without a reading is still described.
    /// </summary>
    private static void WriteChannel(Utf8JsonWriter writer, RecentChannel channel, string baseName, DateTimeOffset newest, int count)
    {
        string name = Pack.ChannelOf(channel.Info.Name, baseName);
        writer.WriteString("n", name);
        WriteDescription(writer, channel.Info);
        bool isFirst = true;
        foreach (Reading reading in channel.Last(count))
        {
            if (!isFirst)
            {
                writer.WriteEndObject();
                writer.WriteStartObject();
                writer.WriteString("n", name);
            }

            isFirst = false;
            SenmlJson.WriteValue(writer, reading.Value);
            if (reading.Time != newest)
            {
                writer.WriteNumber("t", Seconds(reading.Time - newest));
            }
        }

        writer.WriteEndObject();
    }

    private static void WriteDescription(Utf8JsonWriter writer, ChannelInfo info)
    {
        Write(writer, "u", info.Unit);
        Write(writer, "ut", info.UpdateTime);
        Write(writer, "title", info.Title);
        Write(writer, "group", info.Group);
        Write(writer, "kind", info.Kind);
        Write(writer, "low", info.Low);
        Write(writer, "high", info.High);
        Write(writer, "warnlow", info.WarnLow);
        Write(writer, "warnhigh", info.WarnHigh);
        Write(writer, "alarmlow", info.AlarmLow);
        Write(writer, "alarmhigh", info.AlarmHigh);
        Write(writer, "set", info.IsSettable);
        Write(writer, "min", info.Minimum);
        Write(writer, "max", info.Maximum);
        Write(writer, "step", info.Step);
        if (info.Actuator is ActuatorInfo actuator)
        {
            Write(writer, "maxlen", actuator.MaxLength);
            if (actuator.Options.Count > 0)
            {
                writer.WriteStartArray("options");
                foreach (string option in actuator.Options)
                {
                    writer.WriteStringValue(option);
                }

                writer.WriteEndArray();
            }

            Write(writer, "button", actuator.IsButton);
            Write(writer, "confirm", actuator.NeedsConfirmation);
            Write(writer, "takes", actuator.Takes);
        }
    }

    private static void Write(Utf8JsonWriter writer, string label, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(label, value);
        }
    }

    private static void Write(Utf8JsonWriter writer, string label, decimal? value)
    {
        if (value is decimal number)
        {
            writer.WriteNumber(label, number);
        }
    }

    private static void Write(Utf8JsonWriter writer, string label, TimeSpan? value)
    {
        if (value is TimeSpan time)
        {
            writer.WriteNumber(label, Seconds(time));
        }
    }

    private static void Write(Utf8JsonWriter writer, string label, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(label, value);
        }
    }

    private static decimal Seconds(TimeSpan time) => decimal.Round(time.Ticks / (decimal)TimeSpan.TicksPerSecond, 6);
}
