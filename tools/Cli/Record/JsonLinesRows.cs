using System.Text.Json;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>A JSON object a line: time, name, value and unit, or time and gap.</summary>
internal sealed class JsonLinesRows : RecordingRows
{
    /// <inheritdoc/>
    public override string Header => "";

    /// <inheritdoc/>
    public override string Write(Reading reading) => JsonLine.Write(json =>
    {
        json.WriteString("time", Text(reading.Time));
        json.WriteString("name", reading.Name);
        WriteValue(json, "value", reading.Value);
        if (reading.Unit is not null)
        {
            json.WriteString("unit", reading.Unit);
        }
    });

    /// <inheritdoc/>
    public override string WriteGap(DateTimeOffset time, string reason) => JsonLine.Write(json =>
    {
        json.WriteString("time", Text(time));
        json.WriteString("gap", reason);
    });

    /// <summary>Writes a value as what it is: a number, a truth value or a text.</summary>
    public static void WriteValue(Utf8JsonWriter json, string label, ReadingValue value)
    {
        switch (value.Kind)
        {
            case ReadingKind.Number:
                json.WriteNumber(label, value.Number);
                break;
            case ReadingKind.Boolean:
                json.WriteBoolean(label, value.Boolean);
                break;
            default:
                json.WriteString(label, value.ToString());
                break;
        }
    }

    /// <inheritdoc/>
    public override string? KeyOf(string row)
    {
        if (!row.StartsWith("{\"time\":\"", StringComparison.Ordinal) || !row.EndsWith('}'))
        {
            return null;
        }

        string[] parts = row.Split(',', 3);
        return parts.Length < 2 ? null : parts[1].StartsWith("\"name\":", StringComparison.Ordinal) ? parts[1] : "";
    }

    /// <inheritdoc/>
    public override Reading? Read(string row)
    {
        try
        {
            using var document = JsonDocument.Parse(row);
            JsonElement root = document.RootElement;
            DateTimeOffset time = Time(root.GetProperty("time").GetString()!);
            if (root.TryGetProperty("gap", out _))
            {
                return null;
            }

            string? unit = root.TryGetProperty("unit", out JsonElement written) ? written.GetString() : null;
            return new Reading(root.GetProperty("name").GetString()!, time, Value(root.GetProperty("value")), unit, true);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static ReadingValue Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetBoolean(),
    };
}
