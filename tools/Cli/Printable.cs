using System.Globalization;
using System.Text;

namespace Sensorcast.Cli;

/// <summary>
/// Text from a board as a terminal may show it. A board is not trusted: its text must neither move the cursor, nor break a line, nor
/// reverse the direction of the text after it.
/// </summary>
internal static class Printable
{
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>Leaves out invisible characters; line breaks and tabs become spaces.</summary>
    public static string Of(string text)
    {
        if (text.All(static character => character is >= ' ' and <= '~'))
        {
            return text.Trim();
        }

        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.Control when rune.Value is '\t' or '\n' or '\r':
                case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    result.Append(' ');
                    break;
                case UnicodeCategory.Format when rune.Value == ZeroWidthJoiner:
                    result.Append(ZeroWidthJoiner);
                    break;
                case UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse:
                    break;
                default:
                    result.Append(rune);
                    break;
            }
        }

        return result.ToString().Trim();
    }
}
