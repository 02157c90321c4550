using System;

namespace Sensorcast.Drivers;

/// <summary>
/// Reads a driver that waits on a thread of its own, and gives its values to several channels, with one time. They have one period.
/// </summary>
public sealed class WaitingDriver
{
    private readonly ReadingsJob _job;
    private readonly int _count;

    /// <summary>Describes what is read.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="count">How many values it has, at least 1.</param>
    /// <param name="thread">The thread, or <see langword="null"/>: that of all which ask for none.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public WaitingDriver(IDriver driver, int count, DriverThread thread = null)
    {
        if (count < 1)
        {
            throw new ArgumentException("A driver has at least one value");
        }

        _count = count;
        _job = new ReadingsJob(driver, count, thread);
    }

    /// <summary>Gives the sensor of a channel.</summary>
    /// <param name="index">The index of the value.</param>
    /// <returns>A sensor for a channel of numbers, or of true or false.</returns>
    /// <exception cref="ArgumentException">There is no such value.</exception>
    public WaitingSensor Value(int index)
    {
        if (index < 0 || index >= _count)
        {
            throw new ArgumentException("The driver has no such value");
        }

        return _job.Target(index);
    }
}
