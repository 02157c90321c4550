using Sensorcast.Server;

namespace Sensorcast.Sensors;

/// <summary>
/// The time of day at moments of the server's clock: two moments are as far apart here as there, so two readings never get one time. Only
/// when the time of day is set does it jump.
/// </summary>
internal sealed class WallTime
{
    /// <summary>How far the two clocks may drift apart, in milliseconds, before the time of day counts as set.</summary>
    private const int MaxDrift = 1000;

    private const int MicrosecondsPerMillisecond = 1000;

    private readonly IClock _clock;
    private long _offset;

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

        long offset = unix - _clock.Milliseconds;
        long drift = offset - _offset;
        if (drift < -MaxDrift || drift > MaxDrift)
        {
            _offset = offset;
        }

        return microseconds + (_offset * MicrosecondsPerMillisecond);
    }
}
