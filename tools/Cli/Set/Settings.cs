using System.Globalization;
using Sensorcast.Cli.Notation;
using Sensorcast.Client;

namespace Sensorcast.Cli.Set;

/// <summary>Reads values as people write them, and describes those that a channel takes.</summary>
internal static class Settings
{
    /// <summary>Describes the values that a channel takes.</summary>
    public static string Describe(ChannelInfo channel, ReadingKind? kind)
    {
        if (kind == ReadingKind.Boolean)
        {
            return "on or off";
        }

        if (channel is not { Minimum: decimal minimum, Maximum: decimal maximum })
        {
            return kind == ReadingKind.Text ? "a text" : "a number";
        }

        string range =
            $"{NumberNotation.Write(minimum, -minimum.Scale, channel.Unit)} to "
                + $"{NumberNotation.Write(maximum, -maximum.Scale, channel.Unit)}";
        return channel.Step is decimal step and > 0 ? $"{range}, step {NumberNotation.Write(step, -step.Scale, channel.Unit)}" : range;
    }

    /// <summary>
    /// Reads a value: of the channel's kind or, if that is not known, of the kind that it looks like. The board decides in the end.
    /// </summary>
    /// <returns><see langword="null"/> if a channel of this kind has no such value.</returns>
    public static ReadingValue? Read(string text, string? unit, ReadingKind? kind)
    {
        bool? truth = text.ToLowerInvariant() switch
        {
            "on" or "true" => true,
            "off" or "false" => false,
            "1" when kind == ReadingKind.Boolean => true,
            "0" when kind == ReadingKind.Boolean => false,
            _ => null,
        };
        decimal? number = Number(text, unit);
        return kind switch
        {
            ReadingKind.Boolean => truth,
            ReadingKind.Number => number,
            ReadingKind.Text => text,
            _ => number is not null ? number : truth is not null ? truth : text,
        };
    }

    /// <summary>Whether a value is the requested one: a board rounds to the step.</summary>
    public static bool IsMet(ReadingValue requested, ReadingValue has, ChannelInfo? channel) =>
        requested.Kind == ReadingKind.Number && has.Kind == ReadingKind.Number
        ? Math.Abs(requested.Number - has.Number) <= (channel?.Step ?? 0) / 2
        : requested == has;

    private static decimal? Number(string text, string? unit)
    {
        bool isShare = text.EndsWith('%');
        string digits = isShare ? text[..^1].TrimEnd() : text;
        if (!decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return null;
        }

        // A share is 0 to 1 in the registry's unit "/", and 0 to 100 in those that begin with a percent sign.
        return !isShare || unit?.StartsWith('%') == true ? number : unit == "/" ? number / 100 : null;
    }
}
