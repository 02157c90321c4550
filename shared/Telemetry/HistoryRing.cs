namespace Sensorcast.Telemetry;

/// <summary>A channel's last readings with their times, in a ring of fixed size. Allocates nothing after its construction.</summary>
public sealed class HistoryRing
{
    private readonly int[] _values;

    // The low 32 bits of each time. Two readings one after the other are less than 2^32 ms apart, so their difference is exact without its sign.
    private readonly int[] _times;
    private long _total;
    private long _newestTime;
    private int _count;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="length">How many readings it keeps, at least 1.</param>
    public HistoryRing(int length)
    {
        _values = new int[length];
        _times = new int[length];
    }

    /// <summary>How many readings have ever been added; the number of the next one.</summary>
    public long Total => _total;

    /// <summary>The number of the oldest reading that is still kept.</summary>
    public long Oldest => _total - _count;

    /// <summary>When the oldest reading that is still kept was taken, on the server's clock, in milliseconds.</summary>
    /// <remarks>It counts from the newest one back: a sample must be cheap, and this is asked once for a client.</remarks>
    public long OldestTime
    {
        get
        {
            long time = _newestTime;
            int index = IndexOf(_total + _times.Length - 1);
            for (int i = 1; i < _count; i++)
            {
                int before = index > 0 ? index - 1 : _times.Length - 1;
                time -= (uint)(_times[index] - _times[before]);
                index = before;
            }

            return time;
        }
    }

    /// <summary>When the newest reading was taken, on the server's clock, in milliseconds.</summary>
    public long NewestTime => _newestTime;

    /// <summary>How many readings were dropped because a silence of more than 49 days followed.</summary>
    public int Dropped { get; private set; }

    /// <summary>
    /// Adds a reading; the oldest is dropped when the ring is full. After a silence of more than 49 days (2^32 ms) all older ones are dropped,
    /// as the ring cannot say their times.
    /// </summary>
    /// <param name="value">The reading, in the channel's exponent.</param>
    /// <param name="milliseconds">When it was taken, on the server's clock, not before the one before it.</param>
    public void Append(int value, long milliseconds)
    {
        int[] times = _times;
        int index = (int)(_total % times.Length);
        _values[index] = value;
        times[index] = (int)milliseconds;
        if ((ulong)(milliseconds - _newestTime) > uint.MaxValue)
        {
            Dropped += _count;
            _count = 0;
        }

        if (_count < times.Length)
        {
            _count++;
        }

        _newestTime = milliseconds;
        _total++;
    }

    /// <summary>The value of a reading.</summary>
    /// <param name="number">The reading's number, from <see cref="Oldest"/> to one before <see cref="Total"/>.</param>
    /// <returns>The value, in the channel's exponent.</returns>
    public int Value(long number)
    {
        return _values[IndexOf(number)];
    }

    /// <summary>When the reading after another one was taken.</summary>
    /// <param name="number">The other one's number, from <see cref="Oldest"/> to two before <see cref="Total"/>.</param>
    /// <param name="milliseconds">When the other one was taken, on the server's clock.</param>
    /// <returns>Milliseconds of the server's clock.</returns>
    public long TimeAfter(long number, long milliseconds)
    {
        int index = IndexOf(number);
        int next = index + 1 < _times.Length ? index + 1 : 0;
        return milliseconds + (uint)(_times[next] - _times[index]);
    }

    /// <summary>How long before or after a moment a reading was taken. It counts from the oldest one on: to visit all, use <see cref="TimeAfter"/>.</summary>
    /// <param name="number">The reading's number, from <see cref="Oldest"/> to one before <see cref="Total"/>.</param>
    /// <param name="milliseconds">The moment, on the server's clock.</param>
    /// <returns>Milliseconds, negative for a reading taken before.</returns>
    public long TimeRelativeTo(long number, long milliseconds)
    {
        long time = OldestTime;
        for (long i = Oldest; i < number; i++)
        {
            time = TimeAfter(i, time);
        }

        return time - milliseconds;
    }

    private int IndexOf(long number)
    {
        return (int)(number % _times.Length);
    }
}
