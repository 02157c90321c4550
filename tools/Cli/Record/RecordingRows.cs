using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>
/// How readings and gaps are written, a row each, and read again. A row ends with a line feed; what comes after the last one is a torn row,
/// in every format.
/// </summary>
internal abstract class RecordingRows
{
    /// <summary>What a file begins with, a line or nothing.</summary>
    public abstract string Header { get; }

    /// <summary>What stands before each row but the first.</summary>
    public virtual string Separator => "";

    /// <summary>What a file ends with, a line or nothing.</summary>
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

    /// <summary>Finds what a row is about without reading all of it: something that is the same for each row of a channel.</summary>
    /// <returns><see langword="null"/> if it is no row of this format.</returns>
    public abstract string? KeyOf(string row);

    /// <summary>Reads a reading from a row.</summary>
    /// <returns><see langword="null"/> for a gap.</returns>
    /// <exception cref="FormatException">It is no row of this format.</exception>
    public abstract Reading? Read(string row);

    /// <summary>Whether a row's end is inside of it: a line feed may be a part of a text.</summary>
    /// <param name="isInside">Whether the last line ended inside of a row.</param>
    /// <param name="line">The next line.</param>
    public virtual bool ContinuesAfter(bool isInside, ReadOnlySpan<byte> line) => false;

    /// <summary>RFC 3339, in UTC, to the microsecond: what a board can tell apart.</summary>
    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">It is no time.</exception>
    protected static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>The value that a text stands for, where its type is not written.</summary>
    protected static ReadingValue Value(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => text,
    };
}
