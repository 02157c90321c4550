namespace Sensorcast.Dns;

/// <summary>
/// Which records are to be multicast, and when: each at most once a second, and in answer to a probe once in 250 ms (RFC 6762 section 6).
/// Sets of records have a bit for each. Times are in milliseconds.
/// </summary>
internal sealed class AnswerSchedule
{
    /// <summary>The time of what is not to come.</summary>
    public const long Never = long.MaxValue;

    /// <summary>All records.</summary>
    public const int All = -1;

    private const int Interval = 1000;
    private const int ProbeInterval = 250;

    private readonly long[] _lastSent;
    private int _pending;
    private int _probed;

    // Those that truncated queries alone have asked for.
    private int _incomplete;

    /// <summary>Makes one.</summary>
    /// <param name="count">How many records there are, at most 32.</param>
    public AnswerSchedule(int count)
    {
        _lastSent = new long[count];
    }

    /// <summary>When to take what is due; <see cref="Never"/> if nothing is pending.</summary>
    public long Time { get; private set; } = Never;

    /// <summary>Adds records that are to be sent at a time, or before it.</summary>
    /// <param name="records">The records.</param>
    /// <param name="time">The time.</param>
    /// <param name="isForProbe">Whether they answer a probe.</param>
    /// <param name="isForTruncated">Whether they answer a query of which more is to come: what its sender knows.</param>
    public void Add(int records, long time, bool isForProbe, bool isForTruncated)
    {
        _incomplete = isForTruncated ? _incomplete | (records & ~_pending) : _incomplete & ~records;
        _pending |= records;
        _probed |= isForProbe ? records : 0;
        Time = time < Time ? time : Time;
    }

    /// <summary>Removes records that need not be sent.</summary>
    public void Remove(int records)
    {
        _pending &= ~records;
        _probed &= _pending;
        _incomplete &= _pending;
        Time = _pending == 0 ? Never : Time;
    }

    /// <summary>Removes records that the sender of a truncated query knows. What a whole query has asked for stays.</summary>
    public void RemoveKnown(int records)
    {
        Remove(records & _incomplete);
    }

    /// <summary>Lets records be sent whatever the time since they were sent last.</summary>
    public void Allow(int records, long now)
    {
        NoteSent(records, now - Interval);
    }

    /// <summary>Notes that records are sent.</summary>
    public void NoteSent(int records, long now)
    {
        for (int i = 0; i < _lastSent.Length; i++)
        {
            if ((records & (1 << i)) != 0)
            {
                _lastSent[i] = now;
            }
        }
    }

    /// <summary>Takes the records that may be sent now. The others stay until they may.</summary>
    /// <returns>0 when there are none.</returns>
    public int TakeDue(long now)
    {
        int due = 0;
        Time = Never;
        for (int i = 0; i < _lastSent.Length; i++)
        {
            if ((_pending & (1 << i)) == 0)
            {
                continue;
            }

            long allowed = _lastSent[i] + ((_probed & (1 << i)) != 0 ? ProbeInterval : Interval);
            if (now >= allowed)
            {
                due |= 1 << i;
            }
            else
            {
                Time = allowed < Time ? allowed : Time;
            }
        }

        Remove(due);
        return due;
    }
}
