using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>Whether the <see cref="Wave"/> is in its upper half.</summary>
public sealed class WaveIsHigh(IClock clock) : IBooleanSensor
{
    /// <inheritdoc/>
    public bool TryRead(out bool value)
    {
        value = Wave.At(clock.Milliseconds) > 0;
        return true;
    }
}
