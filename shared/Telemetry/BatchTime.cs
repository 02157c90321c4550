namespace Sensorcast.Telemetry;

/// <summary>
/// When the readings of a channel of batches were taken. The sensor takes them evenly but is asked a little early or late: so their times are
/// counted by their number and only led after the clock, slowly, and never back.
/// </summary>
internal sealed class BatchTime
{
    private const int MicrosecondsPerMillisecond = 1000;

    /// <summary>The part of a difference to the clock that a batch makes up for.</summary>
    private const int Smoothing = 16;

    private readonly int _interval;
    private readonly long _maxDifference;

    internal BatchTime(Channel channel)
    {
        _interval = channel.IntervalMicroseconds;
        _maxDifference = (long)channel.BatchLength * channel.IntervalMicroseconds;
    }

    /// <summary>When the last reading was taken, on the server's clock, in microseconds.</summary>
    internal long End { get; private set; }

    /// <summary>Counts a batch.</summary>
    /// <param name="count">How many readings it has.</param>
    /// <param name="now">When it was fetched, in milliseconds of the server's clock.</param>
    internal void Advance(int count, long now)
    {
        long counted = End + ((long)count * _interval);
        long difference = (now * MicrosecondsPerMillisecond) - counted;
        if (difference > _maxDifference)
        {
            // The first batch, or some were lost.
            End = now * MicrosecondsPerMillisecond;
            return;
        }

        long correction = difference / Smoothing;
        long most = _interval / 2;
        End = counted + (correction > most ? most : correction < -most ? -most : correction);
    }
}
