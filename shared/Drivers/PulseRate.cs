using System;
using Sensorcast.Sensors;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.Telemetry.Filters;

namespace Sensorcast.Drivers;

/// <summary>
/// How many pulses come in a time: counted from the last pulse of the reading before to the last one of this, so that few pulses give an
/// exact rate too. When none comes, the rate is at most what one coming now would make.
/// </summary>
public sealed class PulseRate : ISensor, IStartedSensor
{
    private readonly PulseCounter _counter;
    private readonly int _unit; // times what a pulse is worth
    private IClock _clock;
    private int _count;
    private int _time;
    private int _rate;
    private bool _hasPulse;

    /// <summary>Makes the sensor of a channel.</summary>
    /// <param name="counter">The counter; it has one rate.</param>
    /// <param name="unitMilliseconds">The time that the rate is for: 1,000 for pulses in a second.</param>
    /// <param name="worth">What a pulse is worth, in the channel's exponent.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public PulseRate(PulseCounter counter, int unitMilliseconds, int worth = 1)
    {
        if (unitMilliseconds < 1 || worth < 1 || (long)unitMilliseconds * worth > int.MaxValue)
        {
            throw new ArgumentException(
                "The time of a rate and what a pulse is worth are at least 1, and their product at most 2,147,483,647");
        }

        _counter = counter;
        _unit = unitMilliseconds * worth;
    }

    /// <inheritdoc/>
    public void Start(Channel channel, SensorHost host)
    {
        _count = _counter.Count;
        _clock = host.Clock;
        _counter.UseClock(_clock);
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (_clock == null)
        {
            throw new InvalidOperationException("The rate of a PulseCounter is a channel's sensor itself, in no filter");
        }

        int count = _counter.Count;
        int time = _counter.LastTime;
        uint pulses = (uint)(count - _count);
        uint elapsed = (uint)(time - _time);
        if (pulses == 0)
        {
            // One that came now would make this rate.
            elapsed = (uint)((int)_clock.Milliseconds - _time);
            long max = elapsed == 0 ? _rate : _unit / (long)elapsed;
            _rate = max < _rate ? (int)max : _rate;
            if (elapsed > int.MaxValue)
            {
                // After 25 days the time is not counted on: 32 bits would take 50 days for none. The next pulse begins it anew.
                _hasPulse = false;
            }
        }
        else if (!_hasPulse)
        {
            // The first one begins the time.
            _hasPulse = true;
            _count = count;
            _time = time;
        }
        else if (elapsed > 0)
        {
            long rate = Rounding.Divide(pulses * (long)_unit, elapsed);
            _count = count;
            _time = time;
            _rate = rate > int.MaxValue ? int.MaxValue : (int)rate;
        }

        value = _rate;
        return true;
    }
}
