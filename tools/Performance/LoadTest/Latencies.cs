namespace Sensorcast.LoadTest;

/// <summary>How often each latency was seen, to a hundredth of a millisecond: its size does not depend on how long a test takes.</summary>
internal sealed class Latencies
{
    private readonly SortedDictionary<long, long> _counts = [];
    private long _total;

    /// <summary>How many there are.</summary>
    public long Count => _total;

    /// <summary>Adds one, in milliseconds.</summary>
    public void Add(double milliseconds) => Add((long)Math.Round(milliseconds * 100), 1);

    /// <summary>Adds all of another's.</summary>
    public void Add(Latencies other)
    {
        foreach ((long hundredths, long count) in other._counts)
        {
            Add(hundredths, count);
        }
    }

    /// <summary>The milliseconds that so large a share, 0 to 1, does not exceed; not a number if there are none.</summary>
    public double Percentile(double share)
    {
        long rank = (long)Math.Ceiling(share * _total);
        foreach ((long hundredths, long count) in _counts)
        {
            rank -= count;
            if (rank <= 0)
            {
                return hundredths / 100.0;
            }
        }

        return double.NaN;
    }

    private void Add(long hundredths, long count)
    {
        _counts[hundredths] = _counts.GetValueOrDefault(hundredths) + count;
        _total += count;
    }
}
