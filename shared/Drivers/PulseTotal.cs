using System;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Drivers;

/// <summary>How many pulses there have been.</summary>
internal sealed class PulseTotal : ISensor
{
    private readonly PulseCounter _counter;
    private readonly int _numerator;
    private readonly int _denominator;

    internal PulseTotal(PulseCounter counter, int numerator, int denominator)
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
