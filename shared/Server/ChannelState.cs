using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Server;

/// <summary>A channel's schedule, and how its sensor has been doing.</summary>
internal sealed class ChannelState
{
    internal const long Never = long.MinValue;

    private readonly int _period;
    private readonly ISensor _sensor;

    internal ChannelState(Channel channel, long firstDue)
    {
        Channel = channel;
        _period = channel.PeriodMilliseconds;
        _sensor = channel.Sensor;
        Due = firstDue;
    }

    internal Channel Channel { get; }

    /// <summary>When the next reading is due. A field: each sampling looks at it.</summary>
    internal long Due;

    /// <summary>Whether every client of the stream knows the channel's unit.</summary>
    internal bool IsIntroduced;

    /// <summary>When the last reading was taken, or <see cref="Never"/>.</summary>
    internal long LastReading { get; private set; } = Never;

    /// <summary>The last reading, in the channel's exponent.</summary>
    internal int LastValue { get; private set; }

    /// <summary>How often the sensor threw.</summary>
    internal long Errors { get; private set; }

    /// <summary>How often the sensor had no reading, or threw.</summary>
    internal long Missed { get; private set; }

    /// <summary>The longest time that a reading took, in milliseconds: what a sensor holds up everybody for.</summary>
    internal int LongestRead { get; private set; }

    /// <summary>Whether the last reading is older than its update time, by more than a step may be late.</summary>
    internal bool IsStale(long now)
    {
        return LastReading == Never || now - LastReading > _period + SensorServer.MaxIdleTime;
    }

    /// <summary>Reads the sensor and sets the next due time: absolute, so that a schedule does not drift. What is late is not made up.</summary>
    /// <returns>Whether there is a reading.</returns>
    internal bool Read(IClock clock, long now)
    {
        Due += _period * (((now - Due) / _period) + 1);
        long start = clock.Milliseconds;
        bool hasReading = TryRead(out int value);
        int time = (int)(clock.Milliseconds - start);
        if (time > LongestRead)
        {
            LongestRead = time;
        }

        if (!hasReading)
        {
            Missed++;
            return false;
        }

        LastReading = now;
        LastValue = value;
        Channel.History.Append(value, now);
        return true;
    }

    private bool TryRead(out int value)
    {
        try
        {
            return _sensor.TryRead(out value);
        }
        catch (Exception)
        {
            // A sensor is a firmware author's code and a wire: what breaks in it costs its own channel a reading, nobody else.
            Errors++;
            value = 0;
            return false;
        }
    }
}
