namespace Sensorcast.Telemetry;

/// <summary>A channel's last readings with their times, in a ring of fixed size. Allocates nothing after its construction.</summary>
public sealed class HistoryRing
{
    private const int ValueShift = 32;

    // Of each reading its value, and below it the low 32 bits of its time. Two readings one after the other are less than 2^32 ms apart, so
    // the difference of their times is exact without its sign.
    private readonly long[] _readings;
    private readonly long _length;
    private long _total;
    private long _newestTime;

    // No reading before this one counts, though it may still be in the ring.
    private long _first;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="length">How many readings it keeps, at least 1.</param>
    public HistoryRing(int length)
    {
        _readings = new long[length];
        _length = length;
    }

    /// <summary>How many readings have ever been added; the number of the next one.</summary>
    public long Total => _total;

    /// <summary>The number of the oldest reading that is still kept.</summary>
    public long Oldest => _total - _first > _length ? _total - _length : _first;

    /// <summary>When the oldest reading that is still kept was taken, on the server's clock, in milliseconds.</summary>
    /// <remarks>It counts from the newest one back: a sample must be cheap, and this is asked once for a client.</remarks>
    public long OldestTime
    {
        get
        {
            long[] readings = _readings;
            long time = _newestTime;
            int later = (int)time;
            int index = (int)(_total % _length);
            for (long i = _total - Oldest; i > 0; i--)
            {
                index = index > 0 ? index - 1 : readings.Length - 1;
                int earlier = (int)readings[index];
                time -= (uint)(later - earlier);
                later = earlier;
            }

            return time;
        }
    }

    /// <summary>When the newest reading was taken, on the server's clock, in milliseconds.</summary>
    public long NewestTime => _newestTime;

    /// <summary>How many readings were dropped because a silence of more than 49 days followed.</summary>
    public int Dropped { get; private set; }

    /// <summary>
    /// Adds a reading; the oldest is dropped when the ring is full. After a silence of more than 49 days (2^32 ms) all older ones are
    /// dropped, as the ring cannot say their times.
    /// </summary>
    /// <param name="value">The reading, in the channel's exponent.</param>
    /// <param name="milliseconds">When it was taken, on the server's clock, not before the one before it.</param>
    public void Append(int value, long milliseconds)
    {
        long total = _total;
        _readings[(int)(total % _length)] = ((long)value << ValueShift) | (uint)milliseconds;
        if ((ulong)(milliseconds - _newestTime) > uint.MaxValue)
        {
            Dropped += (int)(total - Oldest);
            _first = total;
        }

        _newestTime = milliseconds;
        _total = total + 1;
    }

    /// <summary>The value of a reading.</summary>
    /// <param name="number">The reading's number, from <see cref="Oldest"/> to one before <see cref="Total"/>.</param>
    /// <returns>The value, in the channel's exponent.</returns>
    public int Value(long number)
    {
        return (int)(_readings[(int)(number % _length)] >> ValueShift);
    }

    /// <summary>When the reading after another one was taken.</summary>
    /// <param name="number">The other one's number, from <see cref="Oldest"/> to two before <see cref="Total"/>.</param>
    /// <param name="milliseconds">When the other one was taken, on the server's clock.</param>
    /// <returns>Milliseconds of the server's clock.</returns>
    public long TimeAfter(long number, long milliseconds)
    {
        long[] readings = _readings;
        int index = (int)(number % _length);
        int next = index + 1 < readings.Length ? index + 1 : 0;
        return milliseconds + (uint)((int)readings[next] - (int)readings[index]);
    }

    /// <summary>
    /// How long before or after a moment a reading was taken. It counts from the oldest one on: to visit all, use <see cref="TimeAfter"/>.
    /// </summary>
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
}
