using System.Globalization;
using Sensorcast.Client;

namespace Sensorcast.Cli.Record;

/// <summary>Decides which events of a board's stream are recorded and which are gaps, and counts both.</summary>
/// <param name="rows">How rows are written.</param>
/// <param name="addRow">Takes a row.</param>
/// <param name="withHistory">Whether the board's history from before the recording is part of it.</param>
/// <param name="earlier">The newest readings of an earlier run that is continued.</param>
/// <param name="board">The board's name in gaps; empty if there is only one board.</param>
/// <param name="time">The time.</param>
internal sealed class Recording(
    RecordingRows rows, Action<string> addRow, bool withHistory, IReadOnlyList<Reading> earlier, string board, TimeProvider time)
{
    /// <summary>
    /// How much the time stamps of two readings and the time between their arrivals may differ: more than a pack's latency.
    /// </summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(2);

    private bool _isFirstPack = true;
    private bool _isFirstConnection = true;
    private bool _isGap;
    private Reading? _last;
    private DateTimeOffset? _lastOfEarlierRun;
    private long _lastArrival = time.GetTimestamp();

    /// <summary>Readings recorded.</summary>
    public long Readings { get; private set; }

    /// <summary>Gaps marked.</summary>
    public long Gaps { get; private set; }

    /// <summary>Takes an event of the stream.</summary>
    public void Take(StreamEvent streamEvent)
    {
        switch (streamEvent)
        {
            case Pack pack:
                Take(pack);
                break;
            case SkippedPacks gap:
                Mark(
                    time.GetUtcNow(),
                    gap.Count == 1 ? "1 pack skipped" : string.Create(CultureInfo.InvariantCulture, $"{gap.Count} packs skipped"));
                break;
            case Connected { Number: > 1 }:
                _isFirstConnection = false;
                break;
            case Disconnected:
                _isGap = true;
                break;
        }
    }

    /// <summary>Ends the recording; a board that is offline then leaves a gap as well.</summary>
    public void End()
    {
        if (_isGap && _lastOfEarlierRun is null)
        {
            Mark(time.GetUtcNow(), Seconds("no connection for the last", time.GetElapsedTime(_lastArrival)));
        }
    }

    private void Take(Pack pack)
    {
        if (_isFirstPack)
        {
            _isFirstPack = false;
            ContinueEarlierRun(pack);
        }

        // The history from before the recording is not part of it; that of a later connection fills the gap before that connection, as far
        // as it reaches.
        IEnumerable<Reading> readings = pack.Readings.Where(reading => withHistory || !_isFirstConnection || !reading.IsHistory);
        foreach (Reading reading in readings)
        {
            if (_isGap)
            {
                Mark(reading.Time, GapBefore(pack.Readings));
                _isGap = false;
            }

            addRow(rows.Write(reading));
            Readings++;
        }

        if (pack.Readings.Count > 0)
        {
            Reading newest = pack.Readings.MaxBy(static reading => reading.Time)!;
            _last = _last is null || newest.Time > _last.Time || !newest.IsHistory ? newest : _last;
            _lastArrival = time.GetTimestamp();
        }
    }

    /// <summary>A recording that is continued is like a reconnection: the board's history fills the gap as far as it reaches.</summary>
    private void ContinueEarlierRun(Pack first)
    {
        Reading? last = earlier.Where(reading => reading.Name.StartsWith(first.BaseName, StringComparison.Ordinal))
            .MaxBy(static reading => reading.Time);
        if (last is not null)
        {
            (_isGap, _isFirstConnection, _lastOfEarlierRun) = (true, false, last.Time);
        }
    }

    /// <summary>
    /// From the last reading before the gap to the first one after it, by their time stamps. A clock may have been set in between: no gap
    /// is negative or longer than the time without a reading. Between two runs there are only the time stamps.
    /// </summary>
    private string GapBefore(IReadOnlyList<Reading> readings)
    {
        DateTimeOffset first = readings.Min(static reading => reading.Time);
        if (_lastOfEarlierRun is DateTimeOffset last)
        {
            _lastOfEarlierRun = null;
            return first >= last ? Seconds("recording continued after", first - last) : "recording continued, a clock was set back";
        }

        TimeSpan silence = time.GetElapsedTime(_lastArrival);
        TimeSpan between = first - (_last?.Time ?? DateTimeOffset.MinValue);
        return Seconds("reconnected after", between >= TimeSpan.Zero && between <= silence + Delay ? between : silence);
    }

    private static string Seconds(string what, TimeSpan length) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} {length.TotalSeconds:0.0} s");

    private void Mark(DateTimeOffset at, string reason)
    {
        addRow(rows.WriteGap(at, board.Length == 0 ? reason : $"{board}: {reason}"));
        Gaps++;
    }
}
