using System.Globalization;

namespace Sensorcast.Cli.Notation;

/// <summary>Writes durations and ages for people, by the rule of docs/notation.md.</summary>
internal static class DurationNotation
{
    /// <summary>Writes the two largest units. The rest is cut off: an age is never shown as older than it is.</summary>
    public static string Write(TimeSpan duration)
    {
        // Clocks may differ.
        TimeSpan time = duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
        return time switch
        {
            { TotalSeconds: < 10 } =>
                string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(Math.Round(time.TotalMilliseconds) / 100) / 10:0.0} s"),
            { TotalMinutes: < 1 } => Pair(time.Seconds, "s", 0, ""),
            { TotalHours: < 1 } => Pair(time.Minutes, "min", time.Seconds, "s"),
            { TotalDays: < 1 } => Pair(time.Hours, "h", time.Minutes, "min"),
            _ => Pair(time.Days, "d", time.Hours, "h"),
        };
    }

    private static string Pair(int large, string largeUnit, int small, string smallUnit)
    {
        string first = $"{NumberNotation.Write(large)} {largeUnit}";
        return small == 0 ? first : string.Create(CultureInfo.InvariantCulture, $"{first} {small} {smallUnit}");
    }
}
