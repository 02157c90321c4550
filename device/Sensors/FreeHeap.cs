using Sensorcast.Telemetry;

namespace Sensorcast.Device.Sensors;

/// <summary>
/// What is free of the managed heap, in bytes. The runtime knows it only after a garbage collection, so each reading forces one, which
/// holds up everything for some milliseconds: read it seldom.
/// </summary>
internal sealed class FreeHeap : ISensor
{
    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        value = (int)nanoFramework.Runtime.Native.GC.Run(false);
        return true;
    }
}
