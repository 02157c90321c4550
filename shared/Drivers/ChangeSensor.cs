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
    private int _reported;
    private long _reportedAt;
    private bool _hasReported;
    private bool _isRequested;

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
    public override void RequestReading(long now)
    {
        _isRequested = true;
        base.RequestReading(now);
    }

    private protected override bool ShouldReport(long now, bool hasReading, ref int value)
    {
        if (!hasReading)
        {
            return false;
        }

        long change = (long)value - _reported;
        bool isReported = !_hasReported || _isRequested || change >= _minChange || change <= -_minChange || now - _reportedAt >= Period;
        if (isReported)
        {
            _isRequested = false;
            _hasReported = true;
            _reported = value;
            _reportedAt = now;
        }

        return isReported;
    }
}
