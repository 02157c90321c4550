using Sensorcast.Drivers;

namespace Sensorcast.Tests.Unit;

/// <summary>A driver thread whose turns a test makes.</summary>
internal sealed class ManualThread : DriverThread
{
    protected override void Start()
    {
    }
}
