using System;

namespace Sensorcast.Telemetry.Filters;

/// <summary>
/// How fast a sensor's reading changes, from one reading to the next. The time between them is counted in the channel's periods, those
/// without a reading too. Rounded to the nearest, halves away from zero. The first reading, and a rate that is no <see cref="int"/>, are no
/// reading.
/// </summary>
public sealed class RateFilter : ISensor
{
    /// <summary>The longest time that a rate can be for: a day.</summary>
    public const int MaxUnit = 24 * 60 * 60 * 1000;

    private readonly ISensor _sensor;
    private readonly int _period;
    private readonly int _unit;
    private int _last;
    private long _periods;

    /// <summary>Derives a rate from a sensor.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="periodMilliseconds">The channel's period, at least 1.</param>
    /// <param name="unitMilliseconds">The time that the rate is for, 1 to <see cref="MaxUnit"/>: 1,000 for a change in a second.</param>
    /// <exception cref="ArgumentException">A time is out of its range.</exception>
    public RateFilter(ISensor sensor, int periodMilliseconds, int unitMilliseconds)
    {
        if (periodMilliseconds < 1 || unitMilliseconds < 1 || unitMilliseconds > MaxUnit)
        {
            throw new ArgumentException("A rate is for 1 ms to a day, and a period is at least 1 ms");
        }

        _sensor = sensor;
        _period = periodMilliseconds;
        _unit = unitMilliseconds;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (_periods > 0)
        {
            _periods++;
        }

        if (!_sensor.TryRead(out int reading))
        {
            value = 0;
            return false;
        }

        // At the first reading, one period has begun: the counter says how many have since, and one more.
        long change = (long)reading - _last;
        long passed = _periods - 1;
        _last = reading;
        _periods = 1;
        if (passed < 1)
        {
            value = 0;
            return false;
        }

        long rate = Rounding.Divide(change * _unit, passed * _period);
        value = (int)rate;
        return value == rate;
    }
}
