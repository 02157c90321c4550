using System.Globalization;
using System.Text.RegularExpressions;

namespace Sensorcast.Cli.Record;

/// <summary>When a recording begins a new file, and the name of that file.</summary>
/// <param name="Period">The period of a file, counted from midnight, in UTC.</param>
/// <param name="Size">The maximum size of a file in bytes, if not by time.</param>
internal sealed partial record Rotation(TimeSpan? Period, long? Size)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";
    private const string CompressedExtension = ".gz";

    /// <summary>The start of the period that a time is in.</summary>
    public DateTime StartOf(DateTime now) => Period is TimeSpan period
        ? DateTime.UnixEpoch.AddTicks((now - DateTime.UnixEpoch).Ticks / period.Ticks * period.Ticks)
        : now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Whether a file is finished.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="size">How long it is.</param>
    /// <param name="now">The time.</param>
    public bool IsFinished(DateTime start, long size, DateTime now) => Period is null ? size >= Size : StartOf(now) != start;

    /// <summary>The file that begins at a time: day.csv becomes day-20260701T120000Z.csv.</summary>
    public static FileInfo FileOf(FileInfo output, DateTime start)
    {
        string name = Path.GetFileNameWithoutExtension(output.Name);
        return new FileInfo(
            Path.Combine(output.DirectoryName!, $"{name}-{start.ToString(TimeFormat, CultureInfo.InvariantCulture)}{output.Extension}"));
    }

    /// <summary>The files that there are, from old to new.</summary>
    public static IReadOnlyList<(FileInfo File, DateTime Start, bool IsCompressed)> Files(FileInfo output)
    {
        if (output.Directory is not { Exists: true } folder)
        {
            return [];
        }

        string prefix = Path.GetFileNameWithoutExtension(output.Name) + "-";
        List<(FileInfo File, DateTime Start, bool IsCompressed)> files = [];
        foreach (FileInfo file in folder.EnumerateFiles())
        {
            bool isCompressed = file.Name.EndsWith(CompressedExtension, StringComparison.Ordinal);
            string name = isCompressed ? file.Name[..^CompressedExtension.Length] : file.Name;
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.EndsWith(output.Extension, StringComparison.Ordinal)
                && DateTime.TryParseExact(
                    name[prefix.Length..^output.Extension.Length],
                    TimeFormat,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                    out DateTime start))
            {
                files.Add((file, start, isCompressed));
            }
        }

        return [.. files.OrderBy(static one => one.Start)];
    }

    /// <summary>Reads what people write: 1h, 1d, 100MB.</summary>
    public static Rotation? Parse(string text)
    {
        if (DurationOption.Parse(text) is TimeSpan period)
        {
            return period >= TimeSpan.FromSeconds(1) ? new Rotation(period, null) : null;
        }

        Match match = SizePattern().Match(text);
        if (!match.Success)
        {
            return null;
        }

        decimal unit = match.Groups[2].Value.ToUpperInvariant() switch { "KB" => 1e3m, "MB" => 1e6m, _ => 1e9m };
        decimal size = decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit;
        return size is >= 1000 and <= 1e15m ? new Rotation(null, (long)size) : null;
    }

    [GeneratedRegex(@"^(\d{1,6}(?:\.\d{1,3})?)([kKMG]B)$")]
    private static partial Regex SizePattern();
}
