using Sensorcast.Server;

namespace Sensorcast.Sensors;

/// <summary>
/// The time of day at moments of the server's clock: two moments are as far apart here as there, so two readings never get one time. Where
/// the two clocks drift apart, the time of day follows slowly enough that it never goes back; only when it is set does it jump.
/// </summary>
internal sealed class WallTime
{
    /// <summary>How far the two clocks may be apart, in microseconds, before the time of day counts as set.</summary>
    private const long MaxDrift = 1000000;

    /// <summary>What two clocks that are read in milliseconds are apart though they agree, in microseconds.</summary>
    private const long Resolution = 1000;

    /// <summary>How many microseconds of a drift are made up for in a millisecond: the greatest within 50 s.</summary>
    private const long Correction = 20;

    private const int MicrosecondsPerMillisecond = 1000;

    private readonly IClock _clock;
    private long _offset;
    private long _lastRead;
    private bool _isCorrecting;

    internal WallTime(IClock clock)
    {
        _clock = clock;
    }

    /// <summary>The time of day, or 0 while it is not known.</summary>
    /// <param name="microseconds">A moment of the server's clock, not long ago, in microseconds.</param>
    /// <returns>Microseconds since 1970-01-01 UTC.</returns>
    internal long At(long microseconds)
    {
        long unix = _clock.UnixMilliseconds;
        if (unix == 0)
        {
            return 0;
        }

        long now = _clock.Milliseconds;
        long drift = ((unix - now) * MicrosecondsPerMillisecond) - _offset;
        if (drift != 0)
        {
            Follow(drift, now - _lastRead);
        }

        _lastRead = now;
        return microseconds + _offset;
    }

    private void Follow(long drift, long elapsed)
    {
        if (drift < -MaxDrift || drift > MaxDrift)
        {
            _offset += drift;
            _isCorrecting = false;
            return;
        }

        if (_isCorrecting || drift < -Resolution || drift > Resolution)
        {
            long max = elapsed * Correction;
            long correction = drift > max ? max : drift < -max ? -max : drift;
            _offset += correction;
            _isCorrecting = correction != drift;
        }
    }
}
