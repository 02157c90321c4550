using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>A simulated voltage in millivolts: a sine between 0.15 V and 3.15 V that takes 20 s.</summary>
public sealed class Wave(IClock clock) : ISensor
{
    private const double Period = 20_000;

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = (int)Math.Round(1650 + (1500 * At(clock.Milliseconds)));
        return true;
    }

    /// <summary>The value of the sine, from -1 to 1.</summary>
    internal static double At(long milliseconds) => Math.Sin(Math.Tau * milliseconds / Period);
}
