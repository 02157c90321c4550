using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>One of the values of a <see cref="SharedDriver"/>.</summary>
public sealed class SharedValue : ISensor, IBooleanSensor
{
    private readonly SharedDriver _driver;
    private readonly int _index;

    /// <summary>Makes the sensor of a channel of numbers, or of true or false.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="index">The index of the value; one sensor for each.</param>
    public SharedValue(SharedDriver driver, int index)
    {
        _driver = driver;
        _index = index;
    }

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        return _driver.TryRead(_index, out value);
    }

    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        bool hasReading = _driver.TryRead(_index, out int number);
        value = number != 0;
        return hasReading;
    }
}
