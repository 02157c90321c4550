using Sensorcast.Drivers;

namespace Sensorcast.Tests.Unit;

/// <summary>A driver thread that a test runs.</summary>
internal sealed class ManualThread : DriverThread
{
    protected override void Start()
    {
    }
}
