using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sensorcast.Host.Sensors;

/// <summary>The statistics that macOS keeps of the whole machine.</summary>
[SupportedOSPlatform("macos")]
internal static partial class MacHost
{
    /// <summary>HOST_CPU_LOAD_INFO: ticks in user, system, idle and nice.</summary>
    public const int CpuLoad = 3;

    /// <summary>HOST_VM_INFO64: <c>vm_statistics64</c>, page counts.</summary>
    public const int Memory = 4;

    // Each call of mach_host_self makes one more reference, so it is called once.
    private static readonly uint Host = MachHostSelf();

    public static bool TryRead(int flavor, uint[] values)
    {
        int count = values.Length;
        return HostStatistics64(Host, flavor, values, ref count) == 0;
    }

    [LibraryImport("libSystem.dylib", EntryPoint = "mach_host_self")]
    private static partial uint MachHostSelf();

    [LibraryImport("libSystem.dylib", EntryPoint = "host_statistics64")]
    private static partial int HostStatistics64(uint host, int flavor, [In, Out] uint[] values, ref int count);
}
