namespace Sensorcast.Cli.Terminals;

/// <summary>A line on standard error that is written again and again, if that is a terminal; other lines push it down.</summary>
internal sealed class StatusLine
{
    private readonly bool _isThere = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
    private bool _isShown;

    /// <summary>Shows a text, as much of it as the terminal's width has room for.</summary>
    public void Show(string text)
    {
        if (_isThere)
        {
            int width = Console.IsOutputRedirected ? 80 : Screen.Size.Width;
            Console.Error.Write($"\r\e[2K{CellText.CutEnd(Glyphs.Of(Environment.GetEnvironmentVariable).Write(text), width - 1, "")}");
            _isShown = true;
        }
    }

    /// <summary>Takes it away.</summary>
    public void Clear()
    {
        if (_isShown)
        {
            Console.Error.Write("\r\e[2K");
            _isShown = false;
        }
    }
}
