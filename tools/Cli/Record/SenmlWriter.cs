using System.Text;
using System.Text.Json;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>
/// One SenML-JSON pack of resolved records. A recording that was torn off is still a SenML stream, whose array has no end. A gap is a record
/// of its own, named <c>sensorcast:gap</c>, with a text.
/// </summary>
internal sealed class SenmlWriter(TextWriter output) : RecordingWriter(output)
{
    private const string GapName = "sensorcast:gap";

    private bool _isFirst = true;

    /// <inheritdoc/>
    public override void Begin() => Output.Write('[');

    /// <inheritdoc/>
    public override void Write(Reading reading)
    {
        using var record = new MemoryStream();
        using (var json = new Utf8JsonWriter(record))
        {
            SenmlJson.WriteRecord(json, reading);
        }

        Output.Write(_isFirst ? "" : ",\n");
        Output.Write(Encoding.UTF8.GetString(record.ToArray()));
        _isFirst = false;
    }

    /// <inheritdoc/>
    public override void WriteGap(DateTimeOffset time, string reason) => Write(new Reading(GapName, time, reason, null, false));

    /// <inheritdoc/>
    public override void End() => Output.WriteLine(']');
}
