using Sensorcast.Cli.Notation;
using Sensorcast.Cli.Terminals;
using Sensorcast.Client;

namespace Sensorcast.Cli.Watch;

/// <summary>A row of the table: a channel with its texts, or the heading of a board or a group.</summary>
internal sealed class Row
{
    /// <summary>The longest unit of the registries; another one leaves room for the value.</summary>
    private const int LongestUnit = 10;

    private Row(string name) => Name = name;

    /// <summary>The channel's title, or the heading.</summary>
    public string Name { get; }

    /// <summary>The channel; <see langword="null"/> for a heading.</summary>
    public ChannelView? Channel { get; private init; }

    /// <summary>The newest value; a number is right-aligned, and has the same decimals each time.</summary>
    public string Value { get; private init; } = "";

    /// <summary>Whether the value is a text, which may take the columns after it.</summary>
    public bool IsText { get; private init; }

    public string Unit { get; private init; } = "";

    public string Minimum { get; private init; } = "";

    public string Maximum { get; private init; } = "";

    public string Age { get; private init; } = "";

    /// <summary>The text that replaces a value that is no longer known.</summary>
    public string Loss { get; private init; } = "";

    /// <summary>Makes a heading.</summary>
    public static Row Heading(string text, Glyphs glyphs) => new(glyphs.Write(text));

    /// <summary>Writes a channel.</summary>
    public static Row Of(ChannelView channel, long now, Glyphs glyphs)
    {
        Reading last = channel.Last!;
        string age = DurationNotation.Write(channel.Age(now));
        bool isNumber = last.Value.Kind == ReadingKind.Number;
        (string value, string unit) = isNumber ? Number(channel, last.Value.Number) : (Other(last.Value), Printable.Of(last.Unit ?? ""));
        return new(glyphs.Write(channel.Title))
        {
            Channel = channel,
            Value = glyphs.Write(value),
            IsText = last.Value.Kind is ReadingKind.Text or ReadingKind.Data,
            Unit = CellText.CutEnd(glyphs.Write(unit), LongestUnit, glyphs.Ellipsis),
            Minimum = isNumber ? glyphs.Write(Number(channel, channel.Minimum!.Value).Number) : "",
            Maximum = isNumber ? glyphs.Write(Number(channel, channel.Maximum!.Value).Number) : "",
            Age = age,
            Loss = channel.IsGone ? $"gone {age}" : channel.IsStale(now) ? $"stale {age}" : "",
        };
    }

    private static (string Number, string Symbol) Number(ChannelView channel, decimal number)
    {
        (string text, string symbol) = NumberNotation.Write(number, channel.Exponent, channel.Last!.Unit, channel.Magnitude);
        return (text, Printable.Of(symbol));
    }

    private static string Other(ReadingValue value) =>
        value.Kind == ReadingKind.Boolean ? (value.Boolean ? "on" : "off") : Printable.Of(value.ToString());
}
