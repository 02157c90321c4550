using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A made-up voltage in millivolts: a sine between 0.15 V and 3.15 V that takes 20 s.</summary>
public sealed class Wave(IClock clock) : ISensor
{
    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = (int)Math.Round(1650 + (1500 * Math.Sin(Math.Tau * clock.Milliseconds / 20_000)));
        return true;
    }
}
