using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>
/// A simulated vibration in mm/s²: a motor out of balance that turns 3 times a second, a faster shake at 7 Hz, and noise.
/// The motor slows down and recovers within 15 s. All frequencies are far below half of the usual sampling rates, so the
/// chart shows the motion itself and not an alias.
/// </summary>
public sealed class Vibration(IClock clock) : ISensor
{
    // A fixed seed: the same times give the same readings.
    private readonly Random _noise = new(1);

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        double seconds = clock.Milliseconds / 1000.0;
        double effort = 1 + (0.6 * Math.Sin(Math.Tau * seconds / 15));
        value = (int)Math.Round(
            (1500 * effort * Math.Sin(Math.Tau * 3 * seconds))
            + (500 * Math.Sin(Math.Tau * 7 * seconds))
            + (300 * ((2 * _noise.NextDouble()) - 1)));
        return true;
    }
}
