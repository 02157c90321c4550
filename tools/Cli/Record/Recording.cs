using System.Diagnostics;
using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>Decides what is a gap, and counts gaps and readings.</summary>
internal sealed class Recording(RecordingWriter writer, bool withHistory)
{
    private static readonly TimeSpan FlushPeriod = TimeSpan.FromSeconds(1);

    /// <summary>As far as the stamps of two readings and the time between their arrivals may differ: what a pack travels, and more.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    private long _lastFlush = Stopwatch.GetTimestamp();
    private bool _isFirstConnection = true;
    private bool _isGap;
    private Reading? _last;
    private long _lastArrival = Stopwatch.GetTimestamp();

    /// <summary>Readings written.</summary>
    public long Readings { get; private set; }

    /// <summary>Gaps marked.</summary>
    public long Gaps { get; private set; }

    /// <summary>Takes what the stream brings.</summary>
    public void Take(StreamEvent streamEvent)
    {
        switch (streamEvent)
        {
            case Pack pack:
                Take(pack);
                break;
            case SkippedPacks gap:
                Mark(DateTimeOffset.UtcNow, gap.Count == 1 ? "1 pack skipped" : string.Create(CultureInfo.InvariantCulture, $"{gap.Count} packs skipped"));
                break;
            case Connected { Number: > 1 }:
                _isFirstConnection = false;
                break;
            case Disconnected:
                _isGap = true;
                Flush();
                break;
        }

        if (Stopwatch.GetElapsedTime(_lastFlush) >= FlushPeriod)
        {
            Flush();
        }
    }

    /// <summary>Ends the recording; a board that is away then leaves a gap as well.</summary>
    public void End()
    {
        if (_isGap)
        {
            Mark(DateTimeOffset.UtcNow, Seconds("no connection for the last", Stopwatch.GetElapsedTime(_lastArrival)));
        }

        writer.End();
    }

    private void Take(Pack pack)
    {
        // The history from before the recording is not part of it; that of a later connection fills the gap before it, as far as it reaches.
        IEnumerable<Reading> readings = pack.Readings.Where(reading => withHistory || !_isFirstConnection || !reading.IsHistory);
        foreach (Reading reading in readings)
        {
            if (_isGap)
            {
                Mark(reading.Time, Seconds("reconnected after", GapBefore(pack.Readings)));
                _isGap = false;
            }

            writer.Write(reading);
            Readings++;
        }

        if (pack.Readings.Count > 0)
        {
            Reading newest = pack.Readings.MaxBy(static reading => reading.Time)!;
            _last = _last is null || newest.Time > _last.Time || !newest.IsHistory ? newest : _last;
            _lastArrival = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>
    /// From the last reading before to the first one after. Their stamps say it, unless a clock was set in between: no gap is shorter than
    /// nothing or longer than there was no reading.
    /// </summary>
    private TimeSpan GapBefore(IReadOnlyList<Reading> readings)
    {
        TimeSpan silence = Stopwatch.GetElapsedTime(_lastArrival);
        TimeSpan between = readings.Min(static reading => reading.Time) - (_last?.Time ?? DateTimeOffset.MinValue);
        return between >= TimeSpan.Zero && between <= silence + Delay ? between : silence;
    }

    private static string Seconds(string what, TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{what} {time.TotalSeconds:0.0} s");

    private void Mark(DateTimeOffset time, string reason)
    {
        writer.WriteGap(time, reason);
        Gaps++;
    }

    private void Flush()
    {
        writer.Flush();
        _lastFlush = Stopwatch.GetTimestamp();
    }
}
