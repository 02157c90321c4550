using System;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>A base of sensors that are read more often than they are reported: at their own interval, on the server's thread.</summary>
public abstract class PolledSensor : WrappedSensor
{
    private readonly int _interval;
    private int _overruns;

    private protected PolledSensor(ISensor number, IBooleanSensor boolean, int intervalMilliseconds)
        : base(number, boolean)
    {
        if (intervalMilliseconds < 1)
        {
            throw new ArgumentException("An interval is at least 1 ms");
        }

        _interval = intervalMilliseconds;
    }

    /// <inheritdoc/>
    public override int Overruns => _overruns;

    private protected int Period { get; private set; }

    private protected int Interval => _interval;

    /// <inheritdoc/>
    public override void Start(Channel channel, SensorHost host)
    {
        if (_interval > channel.PeriodMilliseconds)
        {
            throw new ArgumentException("The sensor of " + channel.Name + " is read less often than it is reported");
        }

        Period = channel.PeriodMilliseconds;
        base.Start(channel, host);
    }

    /// <inheritdoc/>
    public override bool TryTake(long now, out int value, out long takenAt)
    {
        takenAt = now;
        value = 0;
        if (now < NextRead)
        {
            return false;
        }

        long passed = (now - NextRead) / _interval;
        NextRead += _interval * (passed + 1);
        _overruns += (int)passed;
        bool hasReading = TryReadCounted(out value);
        return ShouldReport(now, hasReading, ref value);
    }

    /// <summary>Decides what is reported after a read.</summary>
    /// <param name="now">The time of the read.</param>
    /// <param name="hasReading">Whether there was a reading.</param>
    /// <param name="value">The reading; gets what is reported.</param>
    /// <returns>Whether something is reported.</returns>
    private protected abstract bool ShouldReport(long now, bool hasReading, ref int value);
}
