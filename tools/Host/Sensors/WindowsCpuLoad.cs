using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sensorcast.Host.Sensors;

/// <summary>The load of all processors together, from <c>GetSystemTimes</c>.</summary>
[SupportedOSPlatform("windows")]
public sealed partial class WindowsCpuLoad : BusyShare
{
    /// <inheritdoc/>
    protected override bool TryReadTimes(out long busy, out long total)
    {
        bool isRead = GetSystemTimes(out long idle, out long kernel, out long user);

        // The time in the kernel includes the idle time.
        total = kernel + user;
        busy = total - idle;
        return isRead;
    }

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetSystemTimes(out long idle, out long kernel, out long user);
}
