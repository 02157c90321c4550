namespace Sensorcast.Telemetry;

/// <summary>A channel's last readings with their times, in a ring of fixed size. Allocates nothing after its construction.</summary>
public sealed class HistoryRing
{
    private readonly int[] _values;
    private readonly int[] _times;
    private int _next;
    private long _total;

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
    public long Oldest => _total > _values.Length ? _total - _values.Length : 0;

    /// <summary>Adds a reading; the oldest gives way.</summary>
    /// <param name="value">The reading, in the channel's exponent.</param>
    /// <param name="milliseconds">When it was taken, on the server's clock.</param>
    public void Append(int value, long milliseconds)
    {
        _values[_next] = value;
        _times[_next] = (int)milliseconds;
        _next = _next + 1 < _values.Length ? _next + 1 : 0;
        _total++;
    }

    /// <summary>The value of a reading.</summary>
    /// <param name="number">The reading's number, from <see cref="Oldest"/> to one before <see cref="Total"/>.</param>
    /// <returns>The value, in the channel's exponent.</returns>
    public int Value(long number)
    {
        return _values[(int)(number % _values.Length)];
    }

    /// <summary>How long before or after a moment a reading was taken.</summary>
    /// <param name="number">The reading's number, from <see cref="Oldest"/> to one before <see cref="Total"/>.</param>
    /// <param name="milliseconds">The moment, at most 24 days away from the reading.</param>
    /// <returns>Milliseconds, negative for a reading taken before.</returns>
    public int TimeRelativeTo(long number, long milliseconds)
    {
        // Times are kept in 32 bits that wrap around, and a difference of such times is right as long as it fits.
        return _times[(int)(number % _times.Length)] - (int)milliseconds;
    }
}
