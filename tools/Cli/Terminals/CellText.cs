using System.Globalization;
using Spectre.Console.Rendering;

namespace Sensorcast.Cli.Terminals;

/// <summary>Text measured in a terminal's cells: a wide character has two, a combining one none.</summary>
internal static class CellText
{
    /// <summary>How many cells a text takes.</summary>
    public static int Width(string text) => System.Text.Ascii.IsValid(text) ? text.Length : new Segment(text).CellCount();

    /// <summary>Leaves out the end of a text that is too long.</summary>
    public static string CutEnd(string text, int width, string ellipsis) =>
        Width(text) <= width ? text : width < 1 ? "" : First(text, width - Width(ellipsis)) + ellipsis;

    /// <summary>Leaves out the middle of a text that is too long: names that begin alike often differ at their ends.</summary>
    public static string CutMiddle(string text, int width, string ellipsis)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        int room = width - Width(ellipsis);
        if (room < 2)
        {
            return CutEnd(text, width, ellipsis);
        }

        string end = Last(text, room / 2);
        return First(text, room - Width(end)) + ellipsis + end;
    }

    /// <summary>Fills with spaces at the left.</summary>
    public static string Right(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    /// <summary>Fills with spaces at the right.</summary>
    public static string Left(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    private static string First(string text, int width)
    {
        int end = 0;
        foreach (string element in Elements(text))
        {
            width -= Width(element);
            if (width < 0)
            {
                break;
            }

            end += element.Length;
        }

        return text[..end];
    }

    private static string Last(string text, int width)
    {
        int start = text.Length;
        foreach (string element in Elements(text).Reverse())
        {
            width -= Width(element);
            if (width < 0)
            {
                break;
            }

            start -= element.Length;
        }

        return text[start..];
    }

    /// <summary>Grapheme clusters: a letter and its accents stay together.</summary>
    private static IEnumerable<string> Elements(string text)
    {
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            yield return elements.GetTextElement();
        }
    }
}
