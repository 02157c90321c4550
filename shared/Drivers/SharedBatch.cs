using Sensorcast.Telemetry;

namespace Sensorcast.Drivers;

/// <summary>One of the values of a <see cref="SharedBatchDriver"/>.</summary>
internal sealed class SharedBatch : IBatchSensor
{
    private readonly SharedBatchDriver _driver;
    private readonly int _index;

    internal SharedBatch(SharedBatchDriver driver, int index)
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
