using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>One of the values of a <see cref="SharedBatchDriver"/>.</summary>
public sealed class SharedBatch : IBatchSensor
{
    private readonly SharedBatchDriver _driver;
    private readonly int _index;

    /// <summary>Makes the sensor of a channel of batches.</summary>
    /// <param name="driver">The driver.</param>
    /// <param name="index">The index of the value; one sensor for each.</param>
    public SharedBatch(SharedBatchDriver driver, int index)
    {
        _driver = driver;
        _index = index;
    }

    /// <inheritdoc/>
    public int Read(int[] values)
    {
        return _driver.Read(_index, values);
    }
}
