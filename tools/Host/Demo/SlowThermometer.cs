using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A simulated thermometer that takes as long as a DS18B20 with its full resolution.</summary>
public sealed class SlowThermometer(IClock clock) : ISensor
{
    private const int ConversionTime = 750;

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        Thread.Sleep(ConversionTime);
        value = (int)Math.Round(1900 + (200 * Wave.At(clock.Milliseconds / 10)));
        return true;
    }
}
