using System.Diagnostics;
using System.Globalization;
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
                    _state = connected.Number == 1 ? "connected" : $"connected again, after {connected.Away.TotalSeconds:0.0} s";
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
                table.AddRow(
                    new Text(channel.Name),
                    new Text(channel.Last!.Value.ToString(), new Style(decoration: Decoration.Bold)),
                    new Text(channel.Last.Unit ?? ""),
                    new Text(Number(channel.Minimum)),
                    new Text(Number(channel.Maximum)),
                    new Text(channel.Sparkline, new Style(Color.Aqua)),
                    new Text(Age(channel.Last.Time)));
            }

            return table;
        }
    }

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Never below zero: the clocks may differ.</summary>
    private static string Age(DateTimeOffset time)
    {
        double seconds = Math.Max(0, (DateTimeOffset.UtcNow - time).TotalSeconds);
        return seconds < 100 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : $"{TimeSpan.FromSeconds(seconds):hh\\:mm\\:ss}";
    }

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

            // After a reconnection the history brings again what was shown.
            if (channel.Last is null || reading.Time > channel.Last.Time || !reading.IsHistory)
            {
                channel.Add(reading);
            }
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
