using System;

namespace Sensorcast.Drivers;

/// <summary>
/// Gives the values of a driver that does not wait to several channels: it is read when the first of them is due, and the others get what
/// it has read. They should have one period.
/// </summary>
public sealed class SharedDriver
{
    private readonly IDriver _driver;
    private readonly DriverReadings _readings;
    private readonly SharedRound _round;

    /// <summary>Shares a driver.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="count">How many values it has, at least 1.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public SharedDriver(IDriver driver, int count)
    {
        if (count < 1)
        {
            throw new ArgumentException("A driver has at least one value");
        }

        _driver = driver;
        _readings = new DriverReadings(count);
        _round = new SharedRound(count);
    }

    internal bool TryRead(int index, out int value)
    {
        if (_round.Begins(index))
        {
            _readings.Clear();
            _driver.Read(_readings);
        }

        return _readings.TryGet(index, out value);
    }
}
