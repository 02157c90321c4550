using Sensorcast.Server;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Demo;

/// <summary>Reports as a word in which direction the <see cref="Wave"/> goes.</summary>
public sealed class WavePhase(IClock clock) : ITextSensor
{
    /// <inheritdoc/>
    public bool TryRead(out string value)
    {
        double now = Wave.At(clock.Milliseconds);
        double soon = Wave.At(clock.Milliseconds + 1);
        value = soon > now ? "rising" : "falling";
        return true;
    }
}
