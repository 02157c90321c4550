namespace Sensorcast.Cli.Terminals;

/// <summary>
/// A line of the screen. Each piece has its column: a character that a terminal shows wider or narrower does not move the other pieces.
/// </summary>
internal sealed class ScreenLine
{
    private readonly List<Piece> _pieces = [];

    /// <summary>The pieces, from left to right.</summary>
    public IReadOnlyList<Piece> Pieces => _pieces;

    /// <summary>Adds a text whose first cell is at a column.</summary>
    public ScreenLine Add(int column, string text, Tone tone = Tone.Plain)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _pieces.Add(new Piece(column, text, tone));
        }

        return this;
    }

    /// <summary>Adds a text whose last cell is before a column.</summary>
    public ScreenLine AddRight(int end, string text, Tone tone = Tone.Plain) => Add(Math.Max(0, end - CellText.Width(text)), text, tone);

    /// <inheritdoc/>
    public override string ToString()
    {
        string line = "";
        foreach (Piece piece in _pieces)
        {
            line = CellText.Left(line, piece.Column) + piece.Text;
        }

        return line;
    }
}
