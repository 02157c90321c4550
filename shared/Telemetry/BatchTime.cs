namespace Sensorcast.Telemetry;

/// <summary>
/// When the readings of a channel of batches were taken. The sensor takes them evenly but is read a little early or late: so their times
/// are counted by their number and follow the clock slowly, and never go back.
/// </summary>
internal sealed class BatchTime
{
    private const int MicrosecondsPerMillisecond = 1000;

    /// <summary>The part of a difference to the clock that a batch makes up for.</summary>
    private const int Smoothing = 16;

    /// <summary>Before the first batch: so long ago that it takes the clock's time.</summary>
    private const long Never = -1L << 62;

    private readonly int _interval;
    private readonly long _maxDifference;

    internal BatchTime(Channel channel)
    {
        _interval = channel.IntervalMicroseconds;
        _maxDifference = (long)channel.BatchLength * channel.IntervalMicroseconds;
    }

    /// <summary>When the last reading was taken, on the server's clock, in microseconds.</summary>
    internal long End { get; private set; } = Never;

    /// <summary>Counts a batch.</summary>
    /// <param name="count">How many readings it has.</param>
    /// <param name="now">When it was fetched, in milliseconds of the server's clock.</param>
    internal void Advance(int count, long now)
    {
        long clock = now * MicrosecondsPerMillisecond;
        long counted = End + ((long)count * _interval);
        long difference = clock - counted;
        if (difference > _maxDifference)
        {
            // The first batch, or some were lost.
            End = clock;
            return;
        }

        if (difference < -_maxDifference)
        {
            // The sensor is faster than it says: its times cannot run ahead of the clock for ever. The clock is before the end already, as
            // a batch is no longer than the greatest difference.
            return;
        }

        long correction = difference / Smoothing;
        long max = _interval / 2;
        End = counted + (correction > max ? max : correction < -max ? -max : correction);
    }
}
