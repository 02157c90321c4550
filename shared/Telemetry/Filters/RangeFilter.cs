using System;

namespace Sensorcast.Telemetry.Filters;

/// <summary>Lets through what is plausible. What is outside of the range is no reading, and is counted.</summary>
public sealed class RangeFilter : ISensor
{
    private readonly ISensor _sensor;
    private readonly int _min;
    private readonly int _max;

    /// <summary>Puts a range around a sensor.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="min">The lowest plausible reading.</param>
    /// <param name="max">The highest plausible reading, not below the lowest.</param>
    /// <exception cref="ArgumentException">The range is empty.</exception>
    public RangeFilter(ISensor sensor, int min, int max)
    {
        if (min > max)
        {
            throw new ArgumentException("The lowest plausible reading is not above the highest");
        }

        _sensor = sensor;
        _min = min;
        _max = max;
    }

    /// <summary>How many readings were outside of the range.</summary>
    public long Rejected { get; private set; }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (!_sensor.TryRead(out value))
        {
            return false;
        }

        if (value >= _min && value <= _max)
        {
            return true;
        }

        Rejected++;
        return false;
    }
}
