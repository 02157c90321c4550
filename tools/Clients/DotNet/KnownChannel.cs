namespace Sensorcast.Client;

/// <summary>
/// The reported readings of one channel. The time stamp alone does not identify a reading: a board without time of day sends a reading's
/// age, so the stamp depends on the latency of the pack, and a board that corrects its clock shifts the stamps of its history.
/// </summary>
internal sealed class KnownChannel
{
    /// <summary>How many readings in a row are compared by value.</summary>
    private const int Compared = 8;

    /// <summary>Time stamps that are closer than this are the same: it is finer than any board's clock.</summary>
    private static readonly TimeSpan Same = TimeSpan.FromMilliseconds(0.5);

    /// <summary>A board corrects its clock by less than this at once.</summary>
    private static readonly TimeSpan Correction = TimeSpan.FromSeconds(1);

    private readonly Queue<ReadingValue> _values = new();
    private DateTimeOffset _stamp;
    private double _latest;
    private bool _hasTime;

    /// <summary>Adds a reading that is reported now.</summary>
    public void Add(Reading reading, Pack pack)
    {
        _values.Enqueue(reading.Value);
        if (_values.Count > Compared)
        {
            _values.Dequeue();
        }

        _stamp = reading.Time;
        _latest = pack.Made.Latest + (reading.Time - pack.Time).TotalSeconds;
        _hasTime = pack.HasTime;
    }

    /// <summary>How many of a first pack's readings were reported before; those after them are new.</summary>
    /// <param name="history">This channel's readings in the pack, oldest first.</param>
    /// <param name="pack">The pack.</param>
    public int CountIn(IReadOnlyList<Reading> history, Pack pack) =>
        _hasTime && pack.HasTime ? CountByStamp(history) : CountByAge(history, pack);

    private int CountByStamp(IReadOnlyList<Reading> history)
    {
        int best = -1;
        TimeSpan shift = Correction;
        for (int i = 0; i < history.Count; i++)
        {
            TimeSpan difference = (history[i].Time - _stamp).Duration();
            if (difference < Same)
            {
                return i + 1;
            }

            if (difference < shift && EndsAt(history, i))
            {
                shift = difference;
                best = i;
            }
        }

        return best < 0 ? CountUntil(history, reading => reading.Time <= _stamp) : best + 1;
    }

    /// <summary>A reading taken after the latest possible time of all reported ones is new, whatever its value.</summary>
    private int CountByAge(IReadOnlyList<Reading> history, Pack pack)
    {
        int possible = CountUntil(history, reading => pack.Made.Earliest + (reading.Time - pack.Time).TotalSeconds <= _latest);
        for (int i = possible - 1; i >= 0; i--)
        {
            if (EndsAt(history, i))
            {
                return i + 1;
            }
        }

        return possible;
    }

    /// <summary>Whether the newest reported readings have the same values as those of the history up to an index.</summary>
    private bool EndsAt(IReadOnlyList<Reading> history, int index)
    {
        int i = index;
        foreach (ReadingValue value in _values.Reverse())
        {
            if (i < 0)
            {
                break;
            }

            if (history[i--].Value != value)
            {
                return false;
            }
        }

        return true;
    }

    private static int CountUntil(IReadOnlyList<Reading> history, Func<Reading, bool> isOld)
    {
        int count = 0;
        while (count < history.Count && isOld(history[count]))
        {
            count++;
        }

        return count;
    }
}
