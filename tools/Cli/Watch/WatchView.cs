using Sensorcast.Cli.Terminals;

namespace Sensorcast.Cli.Watch;

/// <summary>The part of the table that the keyboard has chosen.</summary>
internal sealed class WatchView
{
    /// <summary>How many rows the screen has room for; set when it is drawn.</summary>
    public int Page { get; set; } = 1;

    /// <summary>The first row that is shown.</summary>
    public int Offset { get; set; }

    /// <summary>Whether the picture is held.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Whether the filter is being typed.</summary>
    public bool IsTyping { get; private set; }

    /// <summary>Only channels with this in their names are shown.</summary>
    public string Filter { get; private set; } = "";

    /// <summary>Whether to end.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes a key.</summary>
    public void Press(ConsoleKeyInfo key)
    {
        if (IsTyping)
        {
            Type(key);
            return;
        }

        switch (key.Key)
        {
            case ConsoleKey.UpArrow:
                Offset--;
                break;
            case ConsoleKey.DownArrow:
                Offset++;
                break;
            case ConsoleKey.PageUp:
                Offset -= Page;
                break;
            case ConsoleKey.PageDown or ConsoleKey.Spacebar:
                Offset += Page;
                break;
            case ConsoleKey.Home:
                Offset = 0;
                break;
            case ConsoleKey.End:
                Offset = int.MaxValue / 2;
                break;
            case ConsoleKey.Escape:
                Filter = "";
                break;
            default:
                PressLetter(key.KeyChar);
                break;
        }
    }

    /// <summary>Whether a channel is to be seen.</summary>
    public bool Shows(ChannelView channel) => Filter.Length == 0
        || channel.Title.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || channel.Name.Contains(Filter, StringComparison.OrdinalIgnoreCase)
        || channel.Group.Contains(Filter, StringComparison.OrdinalIgnoreCase);

    /// <summary>Describes the keys or the present mode, the most important first.</summary>
    public IReadOnlyList<string> Hints(Glyphs glyphs, bool hasKeys)
    {
        if (!hasKeys)
        {
            return ["Ctrl+C quit"];
        }

        if (IsTyping)
        {
            return [$"/{Filter}_", "Enter keep", "Esc all"];
        }

        List<string> hints = ["q quit", $"{glyphs.Arrows} scroll"];
        hints.Insert(IsPaused ? 0 : 2, IsPaused ? "PAUSED, p go on" : "p pause");
        hints.Insert(Filter.Length > 0 ? 0 : 3, Filter.Length > 0 ? $"filter '{Filter}', Esc all" : "/ filter");
        return hints;
    }

    private void PressLetter(char letter)
    {
        switch (letter)
        {
            case 'q' or 'Q':
                IsOver = true;
                break;
            case 'p' or 'P':
                IsPaused = !IsPaused;
                break;
            case '/':
                (IsTyping, Filter) = (true, "");
                break;
            case 'k':
                Offset--;
                break;
            case 'j':
                Offset++;
                break;
        }
    }

    private void Type(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                IsTyping = false;
                break;
            case ConsoleKey.Escape:
                (IsTyping, Filter) = (false, "");
                break;
            case ConsoleKey.Backspace:
                Filter = Filter.Length > 0 ? Filter[..^1] : "";
                break;
            default:
                Filter += char.IsControl(key.KeyChar) ? "" : key.KeyChar;
                break;
        }
    }
}
