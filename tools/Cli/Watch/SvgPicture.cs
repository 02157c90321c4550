using System.Globalization;
using System.Net;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sensorcast.Cli.Watch;

/// <summary>Draws what a terminal would show, as SVG, for a page that shows what the terminal shows.</summary>
internal static class SvgPicture
{
    private const int Columns = 110;
    private const double CellWidth = 8.4;
    private const int LineHeight = 18;
    private const int Padding = 16;

    /// <summary>Spaces in a row would become one.</summary>
    private const char NoBreakSpace = '\u00A0';

    public static string Draw(IRenderable picture)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(TextWriter.Null),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
        });
        console.Profile.Width = Columns;
        console.Profile.Capabilities.Unicode = true;

        var text = new StringBuilder();
        List<SegmentLine> lines = Segment.SplitLines(picture.GetSegments(console));
        for (int line = 0; line < lines.Count; line++)
        {
            int column = 0;
            foreach (Segment segment in lines[line])
            {
                Draw(text, segment, line, column);
                column += segment.CellCount();
            }
        }

        int widest = lines.Max(static line => line.CellCount());
        int width = (int)Math.Ceiling(widest * CellWidth) + (2 * Padding);
        int height = (lines.Count * LineHeight) + (2 * Padding);
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
            <rect width="100%" height="100%" rx="8" fill="#15181d"/>
            <g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14" fill="#d7dce2">
            {text}</g>
            </svg>

            """;
    }

    private static void Draw(StringBuilder text, Segment segment, int line, int column)
    {
        if (string.IsNullOrWhiteSpace(segment.Text))
        {
            return;
        }

        string weight = segment.Style.Decoration.HasFlag(Decoration.Bold) ? " font-weight=\"bold\"" : "";
        string colour = segment.Style.Foreground == Color.Default ? "" : $" fill=\"#{segment.Style.Foreground.ToHex()}\"";
        text.Append(CultureInfo.InvariantCulture, $"<text x=\"{Padding + (column * CellWidth):0.#}\" y=\"{Padding + ((line + 1) * LineHeight) - 5}\"");
        text.Append(CultureInfo.InvariantCulture, $" textLength=\"{segment.CellCount() * CellWidth:0.#}\"{weight}{colour}>");
        text.Append(WebUtility.HtmlEncode(segment.Text.Replace(' ', NoBreakSpace))).Append("</text>\n");
    }
}
