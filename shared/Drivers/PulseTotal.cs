using System;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Drivers;

/// <summary>
/// How many pulses of a counter there have been since the start: there is no reading from 2,147,483,648 on, and when it is no
/// <see cref="int"/>.
/// </summary>
public sealed class PulseTotal : ISensor
{
    private readonly PulseCounter _counter;
    private readonly int _numerator;
    private readonly int _denominator;

    /// <summary>Makes the sensor of a channel.</summary>
    /// <param name="counter">The counter.</param>
    /// <param name="numerator">What a pulse is worth, as a fraction, in the channel's exponent: at least 1.</param>
    /// <param name="denominator">The lower part of the fraction, at least 1. The total is rounded.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public PulseTotal(PulseCounter counter, int numerator = 1, int denominator = 1)
    {
        if (numerator < 1 || denominator < 1)
        {
            throw new ArgumentException("What a pulse is worth is at least 1, and so is what that is divided by");
        }

        _counter = counter;
        _numerator = numerator;
        _denominator = denominator;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        int count = _counter.Count;
        long total = Rounding.Divide((long)count * _numerator, _denominator);
        value = (int)total;
        return count >= 0 && value == total;
    }
}
