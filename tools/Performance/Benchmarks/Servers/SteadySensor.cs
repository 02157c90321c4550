using Sensorcast.Telemetry;

namespace Sensorcast.Benchmarks.Servers;

/// <summary>Always has the same reading.</summary>
internal sealed class SteadySensor : ISensor
{
    public bool TryRead(out int value)
    {
        value = Readings.Value(0);
        return true;
    }
}
