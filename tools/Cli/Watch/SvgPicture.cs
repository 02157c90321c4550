using System.Globalization;
using System.Net;
using System.Text;
using Sensorcast.Cli.Terminals;

namespace Sensorcast.Cli.Watch;

/// <summary>Draws the content of a terminal as SVG, for a web page.</summary>
internal static class SvgPicture
{
    private const double CellWidth = 8.4;
    private const int LineHeight = 18;
    private const int Padding = 16;

    /// <summary>Spaces in a row would become one.</summary>
    private const char NoBreakSpace = '\u00A0';

    public static string Draw(IReadOnlyList<ScreenLine> lines, int columns)
    {
        var text = new StringBuilder();
        for (int line = 0; line < lines.Count; line++)
        {
            foreach (Piece piece in lines[line].Pieces)
            {
                Draw(text, piece, line);
            }
        }

        int width = (int)Math.Ceiling(columns * CellWidth) + (2 * Padding);
        int height = (lines.Count * LineHeight) + (2 * Padding);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
            <rect width="100%" height="100%" rx="8" fill="#15181d"/>
            <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#d7dce2">
            {text}</g>
            </svg>

            """;
    }

    private static void Draw(StringBuilder text, Piece piece, int line)
    {
        string style = piece.Tone switch
        {
            Tone.Strong => " font-weight=\"bold\"",
            Tone.Faint => " fill=\"#8b949e\"",
            Tone.Curve => " fill=\"#00ffff\"",
            Tone.Warning => " fill=\"#e3b341\"",
            Tone.Alarm => " font-weight=\"bold\" fill=\"#ff7b72\"",
            _ => "",
        };
        text.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{Padding + (piece.Column * CellWidth):0.#}\" y=\"{Padding + ((line + 1) * LineHeight) - 5}\"");
        text.Append(CultureInfo.InvariantCulture, $" textLength=\"{CellText.Width(piece.Text) * CellWidth:0.#}\"{style}>");
        text.Append(WebUtility.HtmlEncode(piece.Text.Replace(' ', NoBreakSpace))).Append("</text>\n");
    }
}
