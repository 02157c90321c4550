using Sensorcast.Telemetry;

namespace Sensorcast.Host.Sensors;

/// <summary>The memory that this process holds, in thousands of bytes.</summary>
public sealed class WorkingSet : ISensor
{
    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = (int)(Environment.WorkingSet / 1000);
        return value > 0;
    }
}
