using Sensorcast.Cli.Terminals;

namespace Sensorcast.Cli;

/// <summary>
/// A table for people and for <c>grep</c>: a line for each row, nothing cut. An empty column is left out.
/// </summary>
internal sealed class TextTable(params string[] heads)
{
    private const int Gap = 3;

    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes it.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="right">The columns whose cells are aligned at the right.</param>
    public void Write(TextWriter output, params string[] right)
    {
        int[] columns = [.. Enumerable.Range(0, heads.Length).Where(column => _rows.Any(row => row[column].Length > 0))];
        foreach (string[] row in _rows.Prepend(heads))
        {
            string line = "";
            foreach (int column in columns)
            {
                int width = _rows.Append(heads).Max(one => CellText.Width(one[column]));
                line += (right.Contains(heads[column]) ? CellText.Right(row[column], width) : CellText.Left(row[column], width))
                    + new string(' ', Gap);
            }

            output.WriteLine(line.TrimEnd());
        }
    }
}
