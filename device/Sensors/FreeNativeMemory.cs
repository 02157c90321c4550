using nanoFramework.Hardware.Esp32;
using Sensorcast.Telemetry;

namespace Sensorcast.Device.Sensors;

/// <summary>What is free of the chip's own memory outside the managed heap, in bytes: where Wi-Fi and sockets keep their buffers.</summary>
internal sealed class FreeNativeMemory : ISensor
{
    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out _, out uint free, out _);
        value = (int)free;
        return true;
    }
}
