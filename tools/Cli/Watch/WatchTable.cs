using System.Globalization;
using Sensorcast.Cli.Terminals;

namespace Sensorcast.Cli.Watch;

/// <summary>Writes the lines of the screen: a state line, the column heads, a line for each channel, and the keys.</summary>
internal sealed class WatchTable(Glyphs glyphs)
{
    private const int HeadLines = 2;
    private const int FootLines = 1;

    private Columns _columns = new();

    /// <summary>How many lines it takes to show all rows.</summary>
    public static int Height(int rows) => rows + HeadLines + FootLines;

    /// <summary>Writes the lines.</summary>
    /// <param name="boards">The boards.</param>
    /// <param name="now">The time of the monotonic clock.</param>
    /// <param name="view">The visible part of it.</param>
    /// <param name="size">The terminal's size.</param>
    /// <param name="hasKeys">Whether there is a keyboard.</param>
    public IReadOnlyList<ScreenLine> Write(
        IReadOnlyList<BoardView> boards, long now, WatchView view, (int Width, int Height) size, bool hasKeys)
    {
        if (_columns.Width != size.Width)
        {
            _columns = new Columns();
        }

        List<Row> rows = Rows(boards, now, view);
        _columns.Place(rows, size.Width);
        int page = Math.Max(1, size.Height - HeadLines - FootLines);
        view.Page = page;
        view.Offset = Math.Clamp(view.Offset, 0, Math.Max(0, rows.Count - page));
        Row[] shown = [.. rows.Skip(view.Offset).Take(page)];

        int total = rows.Count(static row => row.Channel is not null);
        int first = rows.Take(view.Offset).Count(static row => row.Channel is not null) + 1;
        int last = first + shown.Count(static row => row.Channel is not null) - 1;
        string part = total == 0 ? "no channels" : $"{first}-{last} of {total}";
        List<ScreenLine> lines = [State(boards, now, part), Heads(), .. shown.Select(Line)];
        while (lines.Count < size.Height - FootLines)
        {
            lines.Add(new ScreenLine());
        }

        lines.Add(new ScreenLine().Add(1, Fit([.. view.Hints(glyphs, hasKeys)], size.Width - 2), Tone.Faint));
        return lines;
    }

    private List<Row> Rows(IReadOnlyList<BoardView> boards, long now, WatchView view)
    {
        List<Row> rows = [];
        foreach (BoardView board in boards)
        {
            if (boards.Count > 1)
            {
                rows.Add(Row.Heading($"{Printable.Of(board.Name)}: {board.State}", glyphs));
            }

            foreach (IGrouping<string, ChannelView> group in board.Channels
                .Where(channel => channel.Last is not null && view.Shows(channel))
                .GroupBy(static channel => channel.Group)
                .OrderBy(static group => group.Key.Length > 0))
            {
                if (group.Key.Length > 0)
                {
                    rows.Add(Row.Heading(group.Key, glyphs));
                }

                rows.AddRange(group.Select(channel => Row.Of(channel, now, glyphs)));
            }
        }

        return rows;
    }

    /// <summary>The boards' names and the streams' states; if needed, texts are left out from the right, never the range of rows.</summary>
    private ScreenLine State(IReadOnlyList<BoardView> boards, long now, string part)
    {
        int width = _columns.Width;
        int live = boards.Count(static board => board.IsLive);
        string name = glyphs.Write(boards.Count == 1 ? Printable.Of(boards[0].Name) : $"{boards.Count} boards");
        string state = glyphs.Write(boards.Count == 1 ? boards[0].State : live == boards.Count ? "live" : $"{live} live");
        int end = width - 1 - part.Length;
        int room = end - 3;
        name = CellText.CutMiddle(name, Math.Max(1, room - 2 - "live".Length), glyphs.Ellipsis);
        int column = 1 + CellText.Width(name) + 2;
        List<string> texts = [CellText.CutEnd(state, Math.Max(0, end - 2 - column), glyphs.Ellipsis)];
        if (live > 0)
        {
            texts.Add(string.Create(CultureInfo.InvariantCulture, $"{boards.Sum(board => board.Rate(now)):0.0} packs/s"));
            texts.Add($"{boards.Sum(static board => board.Skipped)} skipped");
            if (boards.Count == 1 && boards[0].RoundTrip is TimeSpan roundTrip)
            {
                texts.Add(string.Create(CultureInfo.InvariantCulture, $"{roundTrip.TotalMilliseconds:0.0} ms"));
            }
        }

        Tone tone = live == boards.Count || state == "connecting" ? Tone.Plain : Tone.Alarm;
        return new ScreenLine().Add(1, name, Tone.Strong).Add(column, Fit(texts, end - 2 - column), tone)
            .AddRight(width - 1, part, Tone.Faint);
    }

    /// <summary>Joins as many texts as there is room for.</summary>
    private string Fit(List<string> texts, int width)
    {
        string separator = $" {glyphs.Dot} ";
        int count = texts.Count;
        while (count > 1 && CellText.Width(string.Join(separator, texts.Take(count))) > width)
        {
            count--;
        }

        return CellText.CutEnd(string.Join(separator, texts.Take(count)), width, glyphs.Ellipsis);
    }

    private ScreenLine Heads()
    {
        ScreenLine line = new ScreenLine().Add(1, CellText.CutEnd("CHANNEL", _columns.NameWidth, glyphs.Ellipsis), Tone.Faint)
            .AddRight(_columns.ValueEnd, "NOW", Tone.Faint);
        if (_columns.MinimumEnd > 0)
        {
            line.AddRight(_columns.MinimumEnd, "MIN", Tone.Faint).AddRight(_columns.MaximumEnd, "MAX", Tone.Faint);
        }

        if (_columns.Curve > 0)
        {
            line.Add(_columns.Curve, "CURVE", Tone.Faint);
        }

        return _columns.AgeEnd > 0 ? line.AddRight(_columns.AgeEnd, "AGE", Tone.Faint) : line;
    }

    private ScreenLine Line(Row row)
    {
        if (row.Channel is not ChannelView channel)
        {
            return new ScreenLine().Add(1, CellText.CutEnd(row.Name, _columns.Width - 2, glyphs.Ellipsis), Tone.Strong);
        }

        ScreenLine line = new();
        Tone tone = row.Loss.Length > 0
            ? Tone.Faint : channel.Level switch { AlarmLevel.Alarm => Tone.Alarm, AlarmLevel.Warning => Tone.Warning, _ => Tone.Plain };
        if (row.Loss.Length == 0 && channel.Level != AlarmLevel.None)
        {
            line.AddRight(Columns.Margin - 1, channel.Level == AlarmLevel.Alarm ? "!!" : "!", tone);
        }

        int end = _columns.AgeEnd > 0 ? _columns.AgeEnd : _columns.Width - 1;
        if (row.Loss.Length > 0)
        {
            return AddLoss(line, row, end);
        }

        if (row.IsText)
        {
            return AddText(line, row, tone, end);
        }

        line.Add(Columns.Margin, CellText.CutMiddle(row.Name, _columns.NameWidth, glyphs.Ellipsis), tone)
            .AddRight(_columns.ValueEnd, row.Value, tone == Tone.Plain ? Tone.Strong : tone)
            .Add(_columns.Unit, row.Unit, tone);
        if (_columns.MinimumEnd > 0)
        {
            line.AddRight(_columns.MinimumEnd, row.Minimum, Tone.Faint).AddRight(_columns.MaximumEnd, row.Maximum, Tone.Faint);
        }

        if (_columns.Curve > 0)
        {
            line.Add(_columns.Curve, CurveText.Draw(channel.Points, _columns.CurveWidth, glyphs.Bars), Tone.Curve);
        }

        return _columns.AgeEnd > 0 ? line.AddRight(_columns.AgeEnd, row.Age, Tone.Faint) : line;
    }

    /// <summary>The last reading is not the present value: the time since then replaces all columns after the unit.</summary>
    private ScreenLine AddLoss(ScreenLine line, Row row, int end)
    {
        int loss = CellText.Width(row.Loss);
        bool hasRoom = end - loss > _columns.Unit + CellText.Width(row.Unit);
        int room = Math.Max(1, hasRoom ? _columns.NameWidth : end - loss - 2 - Columns.Margin);
        line.Add(Columns.Margin, CellText.CutMiddle(row.Name, room, glyphs.Ellipsis), Tone.Faint);
        if (hasRoom)
        {
            line.AddRight(_columns.ValueEnd, glyphs.Dash, Tone.Faint).Add(_columns.Unit, row.Unit, Tone.Faint);
        }

        return line.AddRight(end, row.Loss, Tone.Warning);
    }

    /// <summary>A text takes the room of all columns up to the age; a long one takes that, and then a part of the name's.</summary>
    private ScreenLine AddText(ScreenLine line, Row row, Tone tone, int end)
    {
        int age = _columns.AgeEnd > 0 ? 2 + CellText.Width(row.Age) : 0;
        int text = CellText.Width(row.Value);
        int start = Columns.Margin + _columns.NameWidth + 2;
        bool hasAge = age > 0 && start + text <= end - age;
        int last = hasAge ? end - age : _columns.Width - 1;
        int name = Math.Min(_columns.NameWidth, Math.Max(4, last - text - 2 - Columns.Margin));
        start = Columns.Margin + name + 2;
        line.Add(Columns.Margin, CellText.CutMiddle(row.Name, name, glyphs.Ellipsis), tone)
            .Add(
                text < _columns.ValueEnd - start ? _columns.ValueEnd - text : start,
                CellText.CutEnd(row.Value, last - start, glyphs.Ellipsis),
                Tone.Strong);
        return hasAge ? line.AddRight(end, row.Age, Tone.Faint) : line;
    }
}
