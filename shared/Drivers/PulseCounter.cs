using System.Threading;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>
/// Counts pulses, of an energy meter, a flow sensor or an anemometer: a handler of interrupts adds them, from any thread. Its total and
/// its rate are
/// the sensors of channels.
/// </summary>
public sealed class PulseCounter
{
    private int _count;
    private int _lastTime;
    private PulseRate _rate;

    internal int Count => Interlocked.CompareExchange(ref _count, 0, 0);

    /// <summary>When the last pulse was, the low 32 bits of milliseconds of the server's clock.</summary>
    internal int LastTime => Interlocked.CompareExchange(ref _lastTime, 0, 0);

    /// <summary>Counts a pulse. From any thread; takes no lock and allocates nothing.</summary>
    public void Add()
    {
        PulseRate rate = _rate;
        if (rate != null)
        {
            Interlocked.Exchange(ref _lastTime, rate.Time);
        }

        Interlocked.Increment(ref _count);
    }

    /// <summary>Makes the sensor of the total since the start.</summary>
    /// <param name="numerator">What a pulse is worth, as a fraction, in the channel's exponent: at least 1.</param>
    /// <param name="denominator">
    /// The lower part of the fraction, at least 1: 1,000 pulses for a kilowatt-hour are 1 and 1 in watt-hours.
    /// </param>
    /// <returns>
    /// The sensor. The total is rounded; from 2,147,483,648 pulses on, and when it is no <see cref="int"/>, there is no reading.
    /// </returns>
    public ISensor Total(int numerator = 1, int denominator = 1)
    {
        return new PulseTotal(this, numerator, denominator);
    }

    /// <summary>Makes the sensor of the rate.</summary>
    /// <param name="unitMilliseconds">The time that the rate is for: 1,000 for pulses in a second.</param>
    /// <param name="worth">What a pulse is worth, in the channel's exponent.</param>
    /// <returns>The sensor. A counter has one.</returns>
    public ISensor Rate(int unitMilliseconds, int worth = 1)
    {
        _rate = new PulseRate(this, unitMilliseconds, worth);
        return _rate;
    }
}
