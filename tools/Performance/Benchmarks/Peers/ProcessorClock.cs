using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>
/// Linux's clock of the processor time of another process, clock_getcpuclockid(3). .NET's own figure comes in steps of 10 ms: as
/// much as a server takes for a second of a load.
/// </summary>
internal static partial class ProcessorClock
{
    /// <summary>How much processor time all threads of a process have used.</summary>
    /// <exception cref="Win32Exception">There is no such process.</exception>
    public static TimeSpan Read(int processId)
    {
        int error = GetClockId(processId, out int clock);
        if (error != 0)
        {
            throw new Win32Exception(error);
        }

        if (GetTime(clock, out TimeSpec time) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int GetClockId(int processId, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = true)]
    private static partial int GetTime(int clock, out TimeSpec time);

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        internal readonly nint Seconds;
        internal readonly nint Nanoseconds;
    }
}
