using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>
/// Writes readings and gaps, a row each, and reads them again. A row ends with a line feed; bytes after the last one are a torn row, in
/// every format.
/// </summary>
internal abstract class RecordingRows
{
    /// <summary>The header of a file, a line or empty.</summary>
    public abstract string Header { get; }

    /// <summary>The separator before each row but the first.</summary>
    public virtual string Separator => "";

    /// <summary>The footer of a file, a line or empty.</summary>
    public virtual string Footer => "";

    public static RecordingRows Of(RecordingFormat format) => format switch
    {
        RecordingFormat.Csv => new CsvRows(),
        RecordingFormat.Jsonl => new JsonLinesRows(),
        _ => new SenmlRows(),
    };

    /// <summary>Writes a reading.</summary>
    public abstract string Write(Reading reading);

    /// <summary>Marks that readings may be missing here, and why.</summary>
    public abstract string WriteGap(DateTimeOffset time, string reason);

    /// <summary>Finds a key of a row's channel without reading the whole row: the same text in each row of a channel.</summary>
    /// <returns><see langword="null"/> if it is not a row of this format.</returns>
    public abstract string? KeyOf(string row);

    /// <summary>Reads a reading from a row.</summary>
    /// <returns><see langword="null"/> for a gap.</returns>
    /// <exception cref="FormatException">It is not a row of this format.</exception>
    public abstract Reading? Read(string row);

    /// <summary>Whether a row's end is inside of it: a line feed may be a part of a text.</summary>
    /// <param name="isInside">Whether the last line ended inside of a row.</param>
    /// <param name="line">The next line.</param>
    public virtual bool ContinuesAfter(bool isInside, ReadOnlySpan<byte> line) => false;

    /// <summary>RFC 3339, in UTC, to the microsecond, which is a board's resolution.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is not a time.</exception>
    protected static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The value of a text, in a format that does not write its type.</summary>
    protected static ReadingValue Value(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => text,
    };
}
