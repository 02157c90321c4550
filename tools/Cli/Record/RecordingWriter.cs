using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>Writes readings and gaps, a line each.</summary>
internal abstract class RecordingWriter(TextWriter output)
{
    /// <summary>Where it writes to.</summary>
    protected TextWriter Output { get; } = output;

    public static RecordingWriter Create(RecordingFormat format, TextWriter output) => format switch
    {
        RecordingFormat.Csv => new CsvWriter(output),
        RecordingFormat.Jsonl => new JsonLinesWriter(output),
        _ => new SenmlWriter(output),
    };

    /// <summary>Writes what comes before the first line.</summary>
    public virtual void Begin()
    {
    }

    /// <summary>Writes a reading.</summary>
    public abstract void Write(Reading reading);

    /// <summary>Marks that readings may be missing here, and why.</summary>
    public abstract void WriteGap(DateTimeOffset time, string reason);

    /// <summary>Writes what comes after the last line.</summary>
    public virtual void End()
    {
    }

    /// <summary>Makes sure that what was written is in the file.</summary>
    public void Flush() => Output.Flush();

    /// <summary>RFC 3339, in UTC, to the microsecond: what a board can tell apart.</summary>
    protected static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
