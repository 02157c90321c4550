namespace Sensorcast.LoadTest;

/// <summary>A histogram of latencies, to a hundredth of a millisecond: its size does not depend on the length of a test.</summary>
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

    /// <summary>The percentile of a share, 0 to 1, in milliseconds; not a number if there are no latencies.</summary>
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
