using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Desktop;

internal sealed class CountingSensor : ISensor
{
    private int _count;

    public bool TryRead(out int value)
    {
        value = _count++;
        return true;
    }
}
