using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>
/// A simulated vibration in mm/s² that is read each millisecond and fetched in batches: two tones, one of which grows and fades.
/// </summary>
public sealed class Burst(IClock clock) : IBatchSensor
{
    private long _next = clock.Milliseconds;

    /// <inheritdoc/>
    public int Read(int[] values)
    {
        // A late fetch gets the newest.
        _next = Math.Max(_next, clock.Milliseconds - values.Length);
        int count = 0;
        while (_next < clock.Milliseconds)
        {
            double seconds = _next++ / 1000.0;
            double swell = 1 + Math.Sin(Math.Tau * seconds / 5);
            values[count++] =
                (int)Math.Round((600 * swell * Math.Sin(Math.Tau * 50 * seconds)) + (300 * Math.Sin(Math.Tau * 120 * seconds)));
        }

        return count;
    }
}
