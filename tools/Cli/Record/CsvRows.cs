using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>Comma-separated values (RFC 4180): a reading has no gap, and a gap has only a time and a reason.</summary>
internal sealed class CsvRows : RecordingRows
{
    private const int Fields = 5;

    /// <inheritdoc/>
    public override string Header => "time,name,value,unit,gap\n";

    /// <inheritdoc/>
    public override string Write(Reading reading) =>
        $"{Text(reading.Time)},{Quoted(reading.Name)},{Quoted(reading.Value.ToString())},{Quoted(reading.Unit ?? "")},\n";

    /// <inheritdoc/>
    public override string WriteGap(DateTimeOffset time, string reason) => $"{Text(time)},,,,{Quoted(reason)}\n";

    /// <inheritdoc/>
    public override string? KeyOf(string row)
    {
        List<string> fields = Split(row);
        return fields.Count == Fields ? fields[1] : null;
    }

    /// <inheritdoc/>
    public override Reading? Read(string row)
    {
        List<string> fields = Split(row);
        if (fields.Count != Fields)
        {
            throw new FormatException();
        }

        DateTimeOffset time = Time(fields[0]);
        return fields[1].Length == 0
            ? null : new Reading(fields[1], time, Value(fields[2]), fields[3].Length == 0 ? null : fields[3], true);
    }

    /// <inheritdoc/>
    public override bool ContinuesAfter(bool isInside, ReadOnlySpan<byte> line) => isInside ^ (line.Count((byte)'"') % 2 == 1);

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static List<string> Split(string row)
    {
        List<string> fields = [];
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= row.Length; i++)
        {
            isQuoted ^= i < row.Length && row[i] == '"';
            if (i == row.Length || (row[i] == ',' && !isQuoted))
            {
                string field = row[start..i];
                fields.Add(field.StartsWith('"') && field.EndsWith('"') && field.Length > 1
                    ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
                    : field);
                start = i + 1;
            }
        }

        return fields;
    }
}
