using System;

namespace Sensorcast.Telemetry.Filters;

/// <summary>
/// Exponential smoothing: each reading moves the value by a part of its distance to it. The value is kept with 16 more bits, and rounded to
/// the nearest, halves away from zero. The first reading is taken as it is.
/// </summary>
public sealed class SmoothingFilter : ISensor
{
    /// <summary>The maximum of the part.</summary>
    public const int MaxPart = 1000;

    private const long One = 65536;

    private readonly ISensor _sensor;
    private readonly int _part;
    private long _value;
    private bool _hasValue;

    /// <summary>Smooths a sensor.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="part">What a distance is divided by, 1 (no smoothing) to <see cref="MaxPart"/>.</param>
    /// <exception cref="ArgumentException">The part is out of its range.</exception>
    public SmoothingFilter(ISensor sensor, int part)
    {
        if (part < 1 || part > MaxPart)
        {
            throw new ArgumentException("What a distance is divided by is 1 to 1,000");
        }

        _sensor = sensor;
        _part = part;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (!_sensor.TryRead(out value))
        {
            return false;
        }

        long reading = value * One;
        _value = _hasValue ? _value + Rounding.Divide(reading - _value, _part) : reading;
        _hasValue = true;
        value = (int)Rounding.Divide(_value, One);
        return true;
    }
}
