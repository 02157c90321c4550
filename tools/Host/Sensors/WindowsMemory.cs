using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sensorcast.Telemetry;

namespace Sensorcast.Host.Sensors;

/// <summary>Memory in use, in thousands of bytes, from <c>GlobalMemoryStatusEx</c>.</summary>
[SupportedOSPlatform("windows")]
public sealed partial class WindowsMemory : ISensor
{
    /// <inheritdoc/>
    public bool TryRead(out int value)
    {
        var status = new MemoryStatus { Length = Unsafe.SizeOf<MemoryStatus>() };
        bool isRead = GlobalMemoryStatusEx(ref status);
        value = (int)((status.TotalPhysical - status.AvailablePhysical) / 1000);
        return isRead;
    }

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GlobalMemoryStatusEx(ref MemoryStatus status);

    /// <summary>MEMORYSTATUSEX.</summary>
    private struct MemoryStatus
    {
        public int Length;
        public int Load;
        public long TotalPhysical;
        public long AvailablePhysical;
        public long TotalPageFile;
        public long AvailablePageFile;
        public long TotalVirtual;
        public long AvailableVirtual;
        public long AvailableExtendedVirtual;
    }
}
