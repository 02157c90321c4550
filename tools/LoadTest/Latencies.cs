namespace Sensorcast.LoadTest;

/// <summary>How often each latency was seen, to a tenth of a millisecond: its size does not depend on how long a test takes.</summary>
internal sealed class Latencies
{
    private readonly SortedDictionary<long, long> _counts = [];
    private long _total;

    /// <summary>Adds one, in milliseconds.</summary>
    public void Add(double milliseconds) => Add((long)Math.Round(milliseconds * 10), 1);

    /// <summary>Adds all of another's.</summary>
    public void Add(Latencies other)
    {
        foreach ((long tenths, long count) in other._counts)
        {
            Add(tenths, count);
        }
    }

    /// <summary>The milliseconds that so large a share, 0 to 1, does not exceed; not a number if there are none.</summary>
    public double Percentile(double share)
    {
        long rank = (long)Math.Ceiling(share * _total);
        foreach ((long tenths, long count) in _counts)
        {
            rank -= count;
            if (rank <= 0)
            {
                return tenths / 10.0;
            }
        }

        return double.NaN;
    }

    private void Add(long tenths, long count)
    {
        _counts[tenths] = _counts.GetValueOrDefault(tenths) + count;
        _total += count;
    }
}
