using Sensorcast.Cli.Terminals;

namespace Sensorcast.Cli.Watch;

/// <summary>
/// The positions of the columns. When not all fit, the curve is left out first, then the lowest and highest, then the age; the name has the
/// rest of the width. A column never gets narrower: nothing moves when a digit comes or goes.
/// </summary>
internal sealed class Columns
{
    /// <summary>A mark of two cells and a space stand before the name.</summary>
    public const int Margin = 3;

    private const int Gap = 2;
    private const int ShortestCurve = 10;
    private const int LongestCurve = 60;

    /// <summary>A longer name may be shortened to make room for another column.</summary>
    private const int PreferredNameWidth = 16;

    private int _value = "NOW".Length;
    private int _unit;
    private int _extent = "MIN".Length;
    private int _age = "AGE".Length;
    private int _name = "CHANNEL".Length;

    public int NameWidth { get; private set; }

    /// <summary>The column after the value's last cell.</summary>
    public int ValueEnd { get; private set; }

    public int Unit { get; private set; }

    /// <summary>The column after the last cell of the lowest value; 0 if it is not shown.</summary>
    public int MinimumEnd { get; private set; }

    public int MaximumEnd { get; private set; }

    /// <summary>The column of the curve; 0 if it is not shown.</summary>
    public int Curve { get; private set; }

    public int CurveWidth { get; private set; }

    /// <summary>The column after the age's last cell; 0 if it is not shown.</summary>
    public int AgeEnd { get; private set; }

    /// <summary>How many cells a line has.</summary>
    public int Width { get; private set; }

    /// <summary>Measures the rows, and places the columns on a line.</summary>
    public void Place(IReadOnlyList<Row> rows, int width)
    {
        foreach (Row row in rows.Where(static row => row.Channel is not null))
        {
            _name = Math.Max(_name, CellText.Width(row.Name));
            _value = row.IsText ? _value : Math.Max(_value, CellText.Width(row.Value));
            _unit = Math.Max(_unit, CellText.Width(row.Unit));
            _extent = Math.Max(_extent, Math.Max(CellText.Width(row.Minimum), CellText.Width(row.Maximum)));
            _age = Math.Max(_age, CellText.Width(row.Age));
        }

        Width = width;
        int reading = Gap + _value + (_unit > 0 ? Gap + _unit : 0);
        int extent = 2 * (Gap + _extent);
        int age = Gap + _age;
        int room = width - Margin - 1 - reading;
        int enough = Math.Min(_name, PreferredNameWidth);
        bool hasAge = room >= enough + age;
        bool hasExtent = hasAge && room >= enough + age + extent;
        int left = room - (hasAge ? age : 0) - (hasExtent ? extent : 0);
        bool hasCurve = hasExtent && left >= enough + Gap + ShortestCurve;

        // Names have three fifths of the remaining width, as far as they need it, and the curve the rest.
        int name = hasCurve ? Math.Max(enough, Math.Min((left - Gap) * 3 / 5, left - Gap - ShortestCurve)) : left;
        NameWidth = Math.Max(1, Math.Min(_name, name));
        CurveWidth = hasCurve ? Math.Min(LongestCurve, left - Gap - NameWidth) : 0;

        ValueEnd = Margin + NameWidth + Gap + _value;
        Unit = ValueEnd + Gap;
        int next = Margin + NameWidth + reading;
        MinimumEnd = hasExtent ? next + Gap + _extent : 0;
        MaximumEnd = hasExtent ? MinimumEnd + Gap + _extent : 0;
        next = hasExtent ? MaximumEnd : next;
        Curve = hasCurve ? next + Gap : 0;
        next = hasCurve ? Curve + CurveWidth : next;
        AgeEnd = hasAge ? next + age : 0;
    }
}
