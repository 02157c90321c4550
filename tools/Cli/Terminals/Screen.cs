using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Sensorcast.Cli.Terminals;

/// <summary>
/// The terminal's alternate screen: the main screen comes back at the end. Only changed lines are written, each whole and all in one write,
/// so that nothing flickers and little is sent over a slow line.
/// </summary>
/// <remarks>
/// Spectre.Console knows the terminal's capabilities and the width of characters. Its live displays are not used: they write whole frames,
/// wrap long lines and cannot scroll; Terminal.Gui would take over the process for one table.
/// </remarks>
internal sealed class Screen : IDisposable
{
    /// <summary>The alternate screen, without a cursor and without a break at the last column.</summary>
    private const string EnterCodes = "\e[?1049h\e[?25l\e[?7l\e[2J";
    private const string LeaveCodes = "\e[?7h\e[?25h\e[?1049l";

    /// <summary>Between these, a terminal that knows synchronized output shows nothing; others ignore them.</summary>
    private const string BeginFrame = "\e[?2026h";
    private const string EndFrame = "\e[?2026l";

    private readonly Stream _output = StandardStream.OpenOutput();
    private readonly bool _hasColours;
    private readonly Lock _lock = new();
    private string[] _shown = [];
    private (int Width, int Height) _size;
    private bool _isEntered;

    public Screen()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        _hasColours = console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    }

    /// <summary>Whether standard output is a terminal whose cursor can be moved.</summary>
    public static bool IsThere => !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") is not "dumb"
        && (AnsiConsole.Create(new AnsiConsoleSettings()).Profile.Capabilities.Ansi
            || Environment.GetEnvironmentVariable("TERM") is { Length: > 0 });

    /// <summary>The terminal's size in cells; the usual size if it is unknown.</summary>
    public static (int Width, int Height) Size =>
        Console.WindowWidth > 0 && Console.WindowHeight > 0 ? (Console.WindowWidth, Console.WindowHeight) : (80, 24);

    /// <summary>Switches to the alternate screen.</summary>
    public void Enter() => Switch(true);

    /// <summary>Switches back.</summary>
    public void Leave() => Switch(false);

    /// <summary>Shows lines.</summary>
    public void Draw(IReadOnlyList<ScreenLine> lines, (int Width, int Height) size)
    {
        string[] frame = [.. lines.Take(size.Height).Select(Encode)];
        lock (_lock)
        {
            if (!_isEntered)
            {
                return;
            }

            var text = new StringBuilder();
            if (size != _size)
            {
                text.Append("\e[2J");
                (_size, _shown) = (size, []);
            }

            for (int i = 0; i < Math.Max(frame.Length, _shown.Length); i++)
            {
                string line = i < frame.Length ? frame[i] : "";
                if (i >= _shown.Length || line != _shown[i])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\e[{i + 1};1H\e[2K{line}");
                }
            }

            _shown = frame;
            Write(text.Length > 0 ? $"{BeginFrame}{text}{EndFrame}" : "");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Leave();

    private void Switch(bool isEntered)
    {
        lock (_lock)
        {
            if (_isEntered != isEntered)
            {
                _isEntered = isEntered;
                _size = default;
                Write(isEntered ? EnterCodes : LeaveCodes);
            }
        }
    }

    private string Encode(ScreenLine line)
    {
        var text = new StringBuilder();
        foreach (Piece piece in line.Pieces)
        {
            string code = _hasColours ? CodeOf(piece.Tone) : "";
            text.Append(CultureInfo.InvariantCulture, $"\e[{piece.Column + 1}G{code}{piece.Text}{(code.Length > 0 ? "\e[0m" : "")}");
        }

        return text.ToString();
    }

    /// <summary>Colours of the terminal's own palette: its owner has chosen them to be read.</summary>
    private static string CodeOf(Tone tone) => tone switch
    {
        Tone.Strong => "\e[1m",
        Tone.Faint => "\e[2m",
        Tone.Curve => "\e[36m",
        Tone.Warning => "\e[33m",
        Tone.Alarm => "\e[1;31m",
        _ => "",
    };

    private void Write(string text)
    {
        if (text.Length > 0)
        {
            _output.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
