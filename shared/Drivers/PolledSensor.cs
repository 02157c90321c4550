using System;
using Sensorcast.Sensors;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>A base of sensors that are read more often than they are reported: at their own interval, on the server's thread.</summary>
public abstract class PolledSensor : TimedSensor, ISensor, IBooleanSensor
{
    private readonly ISensor _number;
    private readonly IBooleanSensor _boolean;
    private readonly int _interval;
    private long _due;
    private int _missed;
    private int _overruns;

    private protected PolledSensor(ISensor number, IBooleanSensor boolean, int intervalMilliseconds)
    {
        if (intervalMilliseconds < 1)
        {
            throw new ArgumentException("An interval is at least 1 ms");
        }

        _number = number;
        _boolean = boolean;
        _interval = intervalMilliseconds;
    }

    /// <inheritdoc/>
    public override long Due => _due;

    /// <inheritdoc/>
    public override int Missed => _missed;

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
        _due = host.Clock.Milliseconds;
        base.Start(channel, host);
    }

    /// <inheritdoc/>
    public override void Ask(long now)
    {
        _due = now;
    }

    /// <inheritdoc/>
    public override bool TryTake(long now, out int value, out long takenAt)
    {
        takenAt = now;
        value = 0;
        if (now < _due)
        {
            return false;
        }

        long passed = (now - _due) / _interval;
        _due += _interval * (passed + 1);
        _overruns += (int)passed;
        bool hasReading = TryRead(out value);
        _missed += hasReading ? 0 : 1;
        return IsToBeTold(now, hasReading, ref value);
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        if (_number != null)
        {
            return _number.TryRead(out value);
        }

        bool hasReading = _boolean.TryRead(out bool isTrue);
        value = isTrue ? 1 : 0;
        return hasReading;
    }

    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        bool hasReading = TryRead(out int number);
        value = number != 0;
        return hasReading;
    }

    /// <summary>Decides what is reported after a read.</summary>
    /// <param name="now">The time of the read.</param>
    /// <param name="hasReading">Whether there was a reading.</param>
    /// <param name="value">The reading; gets what is reported.</param>
    /// <returns>Whether something is reported.</returns>
    private protected abstract bool IsToBeTold(long now, bool hasReading, ref int value);
}
