using System.Globalization;
using System.Text;
using System.Text.Json;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>
/// One SenML-JSON pack of resolved records. A recording that was interrupted is still a SenML stream, whose array has no end. A gap is a
/// record of its own, named <c>sensorcast:gap</c>, with a text.
/// </summary>
internal sealed class SenmlRows : RecordingRows
{
    private const string GapName = "sensorcast:gap";

    /// <inheritdoc/>
    public override string Header => "[\n";

    /// <inheritdoc/>
    public override string Separator => ",";

    /// <inheritdoc/>
    public override string Footer => "]\n";

    /// <inheritdoc/>
    public override string Write(Reading reading)
    {
        using var record = new MemoryStream();
        using (var json = new Utf8JsonWriter(record))
        {
            SenmlJson.WriteRecord(json, reading);
        }

        return Encoding.UTF8.GetString(record.ToArray()) + "\n";
    }

    /// <inheritdoc/>
    public override string WriteGap(DateTimeOffset time, string reason) => Write(new Reading(GapName, time, reason, null, false));

    /// <inheritdoc/>
    public override string? KeyOf(string row)
    {
        int end = row.IndexOf("\",", StringComparison.Ordinal);
        string record = row.TrimStart(',');
        return end > 0 && record.StartsWith("{\"n\":\"", StringComparison.Ordinal) && record.EndsWith('}')
            ? record[..(end - (row.Length - record.Length))] : null;
    }

    /// <inheritdoc/>
    public override Reading? Read(string row)
    {
        try
        {
            using var document = JsonDocument.Parse(row.TrimStart(','));
            JsonElement root = document.RootElement;
            string name = root.GetProperty("n").GetString()!;
            decimal seconds = decimal.Parse(root.GetProperty("t").GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);
            ReadingValue value =
                root.TryGetProperty("v", out JsonElement number) ? number.GetDecimal()
                : root.TryGetProperty("vb", out JsonElement boolean) ? boolean.GetBoolean()
                : root.TryGetProperty("vs", out JsonElement text) ? text.GetString()!
                : root.GetProperty("vd").GetString()!;
            string? unit = root.TryGetProperty("u", out JsonElement written) ? written.GetString() : null;
            return name == GapName
                ? null : new Reading(name, DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)), value, unit, true);
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or OverflowException
                or ArgumentOutOfRangeException)
        {
            throw new FormatException(e.Message, e);
        }
    }
}
