using System.Globalization;
using System.Text;

namespace Sensorcast.Reports;

/// <summary>A table of a page: names on the left, figures on the right.</summary>
public sealed class MarkdownTable
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a table.</summary>
    /// <param name="names">The headings of columns with names.</param>
    /// <param name="figures">The headings of columns with figures.</param>
    public MarkdownTable(string[] names, string[] figures)
    {
        Add([.. names, .. figures]);
        Add([.. names.Select(_ => "---"), .. figures.Select(_ => "--:")]);
    }

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    /// <summary>The table's lines.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>A figure with its significant digits.</summary>
    public static string Number(double value) => value.ToString(value < 100 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);
}
