using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Unit;

/// <summary>A sensor of batches that has as many readings as a test sets: 0, 1, 2 and so on without end.</summary>
internal sealed class FixedBatch : IBatchSensor
{
    private int _next;

    internal int Count { get; set; }

    public int Read(int[] values)
    {
        for (int i = 0; i < Count && i < values.Length; i++)
        {
            values[i] = _next++;
        }

        return Count;
    }
}
