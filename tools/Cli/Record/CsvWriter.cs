using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>Comma-separated values: a reading has no gap, and a gap has only a time and a reason.</summary>
internal sealed class CsvWriter(TextWriter output) : RecordingWriter(output)
{
    /// <inheritdoc/>
    public override void Begin() => Output.WriteLine("time,name,value,unit,gap");

    /// <inheritdoc/>
    public override void Write(Reading reading) =>
        Output.WriteLine($"{Text(reading.Time)},{Quoted(reading.Name)},{Quoted(reading.Value.ToString())},{Quoted(reading.Unit ?? "")},");

    /// <inheritdoc/>
    public override void WriteGap(DateTimeOffset time, string reason) => Output.WriteLine($"{Text(time)},,,,{Quoted(reason)}");

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
