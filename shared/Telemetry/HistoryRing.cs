namespace Sensorcast.Telemetry;

/// <summary>A channel's last readings with their times, in a ring of fixed size. Allocates nothing after its construction.</summary>
public sealed class HistoryRing
{
    private readonly int[] _values;

    // The low 32 bits of each time. Two readings one after the other are less than 2^32 ms apart, so their difference is exact without its sign.
    private readonly int[] _times;
    private int _count;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="length">How many readings it keeps, at least 1.</param>
    public HistoryRing(int length)
    {
        _values = new int[length];
        _times = new int[length];
    }

    /// <summary>How many readings have ever been added; the number of the next one.</summary>
    public long Total { get; private set; }

    /// <summary>The number of the oldest reading that is still kept.</summary>
    public long Oldest => Total - _count;

    /// <summary>When the oldest reading that is still kept was taken, on the server's clock, in milliseconds.</summary>
    public long OldestTime { get; private set; }

    /// <summary>When the newest reading was taken, on the server's clock, in milliseconds.</summary>
    public long NewestTime { get; private set; }

    /// <summary>
    /// Adds a reading; the oldest is dropped when the ring is full. After a silence of more than 49 days (2^32 ms) all older ones are dropped,
    /// as the ring cannot say their times.
    /// </summary>
    /// <param name="value">The reading, in the channel's exponent.</param>
    /// <param name="milliseconds">When it was taken, on the server's clock, not before the one before it.</param>
    public void Append(int value, long milliseconds)
    {
        int[] times = _times;
        int length = times.Length;
        int index = (int)(Total % length);
        int replaced = times[index];
        _values[index] = value;
        times[index] = (int)milliseconds;
        if (_count == 0 || (ulong)(milliseconds - NewestTime) > uint.MaxValue)
        {
            _count = 1;
            OldestTime = milliseconds;
        }
        else if (_count < length)
        {
            _count++;
        }
        else
        {
            index = index + 1 < length ? index + 1 : 0;
            OldestTime += (uint)(times[index] - replaced);
        }

        NewestTime = milliseconds;
        Total++;
    }

    /// <summary>The value of a reading.</summary>
    /// <param name="number">The reading's number, from <see cref="Oldest"/> to one before <see cref="Total"/>.</param>
    /// <returns>The value, in the channel's exponent.</returns>
    public int Value(long number)
    {
        return _values[(int)(number % _values.Length)];
    }

    /// <summary>When the reading after another one was taken.</summary>
    /// <param name="number">The other one's number, from <see cref="Oldest"/> to two before <see cref="Total"/>.</param>
    /// <param name="milliseconds">When the other one was taken, on the server's clock.</param>
    /// <returns>Milliseconds of the server's clock.</returns>
    public long TimeAfter(long number, long milliseconds)
    {
        int index = (int)(number % _times.Length);
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
}
