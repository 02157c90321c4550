using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>
/// A sensor that is read often and reported when its reading has changed, at the latest after the channel's period: that is the update time
/// that clients get.
/// </summary>
public sealed class ChangeSensor : PolledSensor
{
    private readonly int _minChange;
    private int _told;
    private long _toldAt;
    private bool _hasTold;
    private bool _isAsked;

    /// <summary>Makes a sensor of one that reads numbers.</summary>
    /// <param name="sensor">What is read; it must not wait.</param>
    /// <param name="intervalMilliseconds">How often it is read, at least 1, at most the channel's period.</param>
    /// <param name="minChange">
    /// By how much a reading differs from the last one that was reported, at least 1, in the channel's exponent.
    /// </param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public ChangeSensor(ISensor sensor, int intervalMilliseconds, int minChange)
        : base(sensor, null, intervalMilliseconds)
    {
        if (minChange < 1)
        {
            throw new ArgumentException("A change is at least 1");
        }

        _minChange = minChange;
    }

    /// <summary>Makes a sensor of one that reads true or false.</summary>
    /// <param name="sensor">What is read; it must not wait.</param>
    /// <param name="intervalMilliseconds">How often it is read, at least 1, at most the channel's period.</param>
    /// <exception cref="ArgumentException">The interval is out of its range.</exception>
    public ChangeSensor(IBooleanSensor sensor, int intervalMilliseconds)
        : base(null, sensor, intervalMilliseconds)
    {
        _minChange = 1;
    }

    /// <inheritdoc/>
    public override void Ask(long now)
    {
        _isAsked = true;
        base.Ask(now);
    }

    private protected override bool IsToBeTold(long now, bool hasReading, ref int value)
    {
        if (!hasReading)
        {
            return false;
        }

        long change = (long)value - _told;
        bool isToBeTold = !_hasTold || _isAsked || change >= _minChange || change <= -_minChange || now - _toldAt >= Period;
        if (isToBeTold)
        {
            _isAsked = false;
            _hasTold = true;
            _told = value;
            _toldAt = now;
        }

        return isToBeTold;
    }
}
