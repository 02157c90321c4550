using System.Text.Json;

namespace Sensorcast.Client;

/// <summary>Writes readings as SenML-JSON (RFC 8428 section 5), each record resolved.</summary>
public static class SenmlJson
{
    /// <summary>Writes a pack with one record.</summary>
    public static byte[] WritePack(Reading reading)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            WriteRecord(writer, reading);
            writer.WriteEndArray();
        }

        return stream.ToArray();
    }

    /// <summary>Writes a record.</summary>
    public static void WriteRecord(Utf8JsonWriter writer, Reading reading)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(reading);
        writer.WriteStartObject();
        writer.WriteString("n", reading.Name);
        if (reading.Unit is not null)
        {
            writer.WriteString("u", reading.Unit);
        }

        writer.WriteNumber("t", (reading.Time - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond);
        WriteValue(writer, reading.Value);
        writer.WriteEndObject();
    }

    internal static void WriteValue(Utf8JsonWriter writer, ReadingValue value)
    {
        switch (value.Kind)
        {
            case ReadingKind.Number:
                writer.WriteNumber("v", value.Number);
                break;
            case ReadingKind.Boolean:
                writer.WriteBoolean("vb", value.Boolean);
                break;
            case ReadingKind.Text:
                writer.WriteString("vs", value.Text);
                break;
            default:
                writer.WriteString("vd", value.ToString());
                break;
        }
    }
}
