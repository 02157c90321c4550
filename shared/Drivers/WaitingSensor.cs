using System;
using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>
/// Reads a sensor that waits on a thread of its own, at the channel's period. The server gets each reading with the time at which the
/// sensor returned it, and never waits. Filters go inside: around the sensor that this one is given.
/// </summary>
public sealed class WaitingSensor : DrivenSensor, ISensor, IBooleanSensor
{
    private const string FilterOutside = "A filter goes inside of a WaitingSensor";

    /// <summary>Describes what is read.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="thread">The thread, or <see langword="null"/>: that of all which ask for none.</param>
    public WaitingSensor(ISensor sensor, DriverThread thread = null)
    {
        ReadBy(new SensorJob(sensor, ChannelKind.Number, this), thread);
    }

    /// <summary>Describes what is read.</summary>
    /// <param name="sensor">The sensor.</param>
    /// <param name="thread">The thread, or <see langword="null"/>: that of all which ask for none.</param>
    public WaitingSensor(IBooleanSensor sensor, DriverThread thread = null)
    {
        ReadBy(new SensorJob(sensor, ChannelKind.Boolean, this), thread);
    }

    internal WaitingSensor(DriverJob job, DriverThread thread)
    {
        ReadBy(job, thread);
    }

    /// <summary>Not for a filter around this one: filters go inside.</summary>
    /// <param name="value">Nothing.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public bool TryRead(out int value)
    {
        throw new InvalidOperationException(FilterOutside);
    }

    /// <summary>As of numbers.</summary>
    /// <param name="value">Nothing.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public bool TryRead(out bool value)
    {
        throw new InvalidOperationException(FilterOutside);
    }
}
