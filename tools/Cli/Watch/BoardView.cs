using System.Diagnostics;
using System.Globalization;
using Sensorcast.Cli.Notation;
using Sensorcast.Client;
using Spectre.Console;

namespace Sensorcast.Cli.Watch;

/// <summary>What is known of a board, as a table. One thread writes, another draws.</summary>
internal sealed class BoardView(string board)
{
    private const int RateSeconds = 5;

    private readonly Lock _lock = new();
    private readonly List<ChannelView> _channels = [];
    private readonly Queue<long> _arrivals = new();
    private string _state = "connecting";
    private long _skipped;

    /// <summary>Takes what the stream brings.</summary>
    public void Take(StreamEvent streamEvent)
    {
        lock (_lock)
        {
            switch (streamEvent)
            {
                case Pack pack:
                    Take(pack);
                    break;
                case SkippedPacks gap:
                    _skipped += gap.Count;
                    break;
                case Connected connected:
                    _state = connected.Number == 1 ? "connected" : $"connected again, after {DurationNotation.Write(connected.Away)}";
                    break;
                case ChannelsChanged changes:
                    foreach (ChannelView channel in _channels)
                    {
                        channel.IsGone |= changes.Removed.Any(removed => removed.Name == channel.Last?.Name);
                    }

                    break;
                case Disconnected disconnected:
                    _state = disconnected.Error.Message;
                    break;
            }
        }
    }

    /// <summary>Makes the table of this moment.</summary>
    public Table ToTable()
    {
        lock (_lock)
        {
            Table table = new Table().RoundedBorder().Title(Markup.Escape(board)).Caption(Markup.Escape(Caption()));
            table.AddColumn("channel", column => column.NoWrap());
            table.AddColumn("value", column => column.RightAligned().NoWrap());
            table.AddColumn("unit", column => column.NoWrap());
            table.AddColumn("min", column => column.RightAligned().NoWrap());
            table.AddColumn("max", column => column.RightAligned().NoWrap());
            table.AddColumn($"last {ChannelView.SparklineLength}", column => column.Width(ChannelView.SparklineLength).NoWrap());
            table.AddColumn("age", column => column.RightAligned().NoWrap());
            foreach (ChannelView channel in _channels)
            {
                Reading last = channel.Last!;
                (string value, string unit) = last.Value.Kind == ReadingKind.Number
                    ? Written(channel, last.Value.Number)
                    : (last.Value.ToString(), last.Unit ?? "");
                table.AddRow(
                    new Text(channel.Name),
                    new Text(value, new Style(decoration: Decoration.Bold)),
                    new Text(unit),
                    new Text(channel.Minimum is decimal minimum ? Written(channel, minimum).Number : ""),
                    new Text(channel.Maximum is decimal maximum ? Written(channel, maximum).Number : ""),
                    new Text(channel.Sparkline, new Style(Color.Aqua)),
                    new Text(channel.IsGone ? "gone" : DurationNotation.Write(DateTimeOffset.UtcNow - last.Time)));
            }

            return table;
        }
    }

    private static (string Number, string Symbol) Written(ChannelView channel, decimal number) =>
        NumberNotation.Write(number, channel.Exponent, channel.Last!.Unit, channel.Magnitude);

    private void Take(Pack pack)
    {
        foreach (Reading reading in pack.Readings)
        {
            string name = pack.ChannelOf(reading);
            ChannelView? channel = _channels.Find(known => known.Name == name);
            if (channel is null)
            {
                channel = new ChannelView(name);
                _channels.Add(channel);
            }

            channel.Add(reading);
        }

        if (pack.Sequence is not null)
        {
            _arrivals.Enqueue(Stopwatch.GetTimestamp());
        }
    }

    private string Caption()
    {
        while (_arrivals.TryPeek(out long oldest) && Stopwatch.GetElapsedTime(oldest).TotalSeconds > RateSeconds)
        {
            _arrivals.Dequeue();
        }

        double seconds = _arrivals.TryPeek(out long first) ? Stopwatch.GetElapsedTime(first).TotalSeconds : 0;
        double rate = seconds > 0 ? _arrivals.Count / seconds : 0;
        return string.Create(CultureInfo.InvariantCulture, $"{_state} · {rate:0.0} packs/s · {_skipped} skipped");
    }
}
