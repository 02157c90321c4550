using System.Text;

namespace Sensorcast.Cli.Terminals;

/// <summary>The characters that a terminal has: all of Unicode, or those of ASCII alone.</summary>
internal sealed class Glyphs
{
    /// <summary>For a locale whose characters are UTF-8.</summary>
    public static readonly Glyphs Unicode = new("▁▂▃▄▅▆▇█", "…", "–", "·", "↑↓", isPlain: false);

    /// <summary>For every other locale.</summary>
    public static readonly Glyphs Plain = new("_.-~=+*#", "~", "-", "|", "Up Down", isPlain: true);

    private static readonly Dictionary<Rune, string> Replacements = new()
    {
        [new('°')] = "",
        [new('µ')] = "u",
        [new('μ')] = "u",
        [new('Ω')] = "Ohm",
        [new('²')] = "2",
        [new('³')] = "3",
        [new('\u202F')] = " ",
        [new('–')] = "-",
        [new('…')] = "~",
        [new('·')] = "|",
        [new('ä')] = "ae",
        [new('ö')] = "oe",
        [new('ü')] = "ue",
        [new('ß')] = "ss",
    };

    private static readonly string[] LocaleVariables = ["LC_ALL", "LC_CTYPE", "LANG"];

    private readonly bool _isPlain;

    private Glyphs(string bars, string ellipsis, string dash, string dot, string arrows, bool isPlain)
    {
        (Bars, Ellipsis, Dash, Dot, Arrows, _isPlain) = (bars, ellipsis, dash, dot, arrows, isPlain);
    }

    /// <summary>The heights of a curve, the lowest first.</summary>
    public string Bars { get; }

    /// <summary>Stands for omitted text.</summary>
    public string Ellipsis { get; }

    /// <summary>Stands for a value that is not known.</summary>
    public string Dash { get; }

    /// <summary>Separates texts on a line.</summary>
    public string Dot { get; }

    /// <summary>The keys for up and down.</summary>
    public string Arrows { get; }

    /// <summary>Those of this process's terminal.</summary>
    public static Glyphs Of(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage ? Unicode : Plain;
        }

        // The first that is set decides (POSIX, section 8.2); without any, the locale is POSIX, which has ASCII alone.
        string locale = LocaleVariables.Select(variable).FirstOrDefault(static value => !string.IsNullOrEmpty(value)) ?? "";
        string charset = locale.Split('@')[0].Split('.').ElementAtOrDefault(1)?.Replace("-", "", StringComparison.Ordinal) ?? "";
        return charset.Equals("utf8", StringComparison.OrdinalIgnoreCase) ? Unicode : Plain;
    }

    /// <summary>Writes a text with the available characters; one without a replacement becomes a question mark.</summary>
    public string Write(string text)
    {
        if (!_isPlain || Ascii.IsValid(text))
        {
            return text;
        }

        return string.Concat(text.EnumerateRunes().Select(static rune =>
            rune.IsAscii ? rune.ToString() : Replacements.TryGetValue(rune, out string? replacement) ? replacement : "?"));
    }
}
