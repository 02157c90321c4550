using System.Text;
using System.Text.Json;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>A JSON object a line: time, name, value and unit, or time and gap.</summary>
internal sealed class JsonLinesWriter(TextWriter output) : RecordingWriter(output)
{
    /// <inheritdoc/>
    public override void Write(Reading reading) => WriteObject(reading.Time, json =>
    {
        json.WriteString("name", reading.Name);
        switch (reading.Value.Kind)
        {
            case ReadingKind.Number:
                json.WriteNumber("value", reading.Value.Number);
                break;
            case ReadingKind.Boolean:
                json.WriteBoolean("value", reading.Value.Boolean);
                break;
            default:
                json.WriteString("value", reading.Value.ToString());
                break;
        }

        if (reading.Unit is not null)
        {
            json.WriteString("unit", reading.Unit);
        }
    });

    /// <inheritdoc/>
    public override void WriteGap(DateTimeOffset time, string reason) => WriteObject(time, json => json.WriteString("gap", reason));

    private void WriteObject(DateTimeOffset time, Action<Utf8JsonWriter> writeFields)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time", Text(time));
            writeFields(json);
            json.WriteEndObject();
        }

        Output.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
    }
}
