namespace Sensorcast.Text;

/// <summary>Text within HTML, in an element or in an attribute's quotes.</summary>
public static class HtmlText
{
    /// <summary>What stands for a character that would be markup, or <see langword="null"/> if it stands for itself.</summary>
    /// <param name="c">The character.</param>
    public static string EscapeOf(char c)
    {
        switch (c)
        {
            case '&': return "&amp;";
            case '<': return "&lt;";
            case '>': return "&gt;";
            case '"': return "&quot;";
            case '\'': return "&#39;";
            default: return null;
        }
    }
}
