using Sensorcast.Telemetry;

namespace Sensorcast.IlCost.Bench;

/// <summary>A vibration in thousandths: up to two bytes in CBOR, three digits in JSON.</summary>
internal sealed class BatchSensor(int count) : IBatchSensor
{
    public int Read(int[] values)
    {
        for (int i = 0; i < count; i++)
        {
            values[i] = 300 + (i % 10);
        }

        return count;
    }
}
