using System.CommandLine;
using System.Globalization;

namespace Sensorcast.Cli;

/// <summary>An option that takes a time as people write it: <c>90s</c>, <c>10m</c>, <c>1.5h</c>, <c>7d</c>.</summary>
internal static class DurationOption
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    public static Option<TimeSpan?> Create(string description) => new("--duration")
    {
        Description = $"{description} A number and s, m, h or d: 90s, 10m, 1.5h, at most 20d.",
        HelpName = "time",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            TimeSpan? duration = Parse(text);
            if (duration is null)
            {
                result.AddError($"--duration takes a time such as 90s, 10m or 1.5h, at most 20d, not '{text}'.");
            }

            return duration;
        },
    };

    /// <summary>Reads a time.</summary>
    /// <returns><see langword="null"/> if it is not a duration.</returns>
    public static TimeSpan? Parse(string text)
    {
        double seconds = text.Length == 0 ? 0 : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 0,
        };
        bool isNumber =
            double.TryParse(
                text.AsSpan(0, Math.Max(text.Length - 1, 0)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                out double number);
        return isNumber && seconds > 0 && number > 0 && number * seconds <= Longest.TotalSeconds
            ? TimeSpan.FromSeconds(number * seconds) : null;
    }
}
