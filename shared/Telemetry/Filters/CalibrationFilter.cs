using System;

namespace Sensorcast.Telemetry.Filters;

/// <summary>
/// Corrects a sensor by a line, or by a table of points with lines between them; before the first and after the last point the first and
/// the last line go on. Rounded to the nearest, halves away from zero. What is no <see cref="int"/> is no reading.
/// </summary>
public sealed class CalibrationFilter : ISensor
{
    private readonly ISensor _sensor;
    private readonly int[] _readings;
    private readonly int[] _values;

    /// <summary>Corrects a sensor.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="readings">What it reads at the points, ascending, at least two. Kept, not copied.</param>
    /// <param name="values">What is right there, in the channel's exponent. Kept, not copied.</param>
    /// <exception cref="ArgumentException">There are too few points, or they do not ascend.</exception>
    public CalibrationFilter(ISensor sensor, int[] readings, int[] values)
    {
        if (readings.Length < 2 || readings.Length != values.Length)
        {
            throw new ArgumentException("A calibration has at least two points, each with a reading and a value");
        }

        for (int i = 1; i < readings.Length; i++)
        {
            if (readings[i - 1] >= readings[i])
            {
                throw new ArgumentException("The readings of a calibration ascend");
            }
        }

        _sensor = sensor;
        _readings = readings;
        _values = values;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (!_sensor.TryRead(out value))
        {
            return false;
        }

        int[] readings = _readings;
        int end = 1;
        while (end < readings.Length - 1 && readings[end] < value)
        {
            end++;
        }

        return Rounding.TryInterpolate(value, readings[end - 1], _values[end - 1], readings[end], _values[end], out value);
    }
}
