using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Network;

/// <summary>Reads 1, 2, 3 and so on.</summary>
internal sealed class CountingSensor : ISensor
{
    private int _count;

    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = ++_count;
        return true;
    }
}
