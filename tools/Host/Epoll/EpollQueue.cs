using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sensorcast.Host.Epoll;

/// <summary>
/// The sockets that Linux watches, epoll(7). Each is registered once; a wait costs what is ready, however many are watched, and ends as
/// precisely as the kernel's timers.
/// </summary>
internal sealed partial class EpollQueue : IDisposable
{
    private const int MaxEvents = 64;
    private const int CloseOnExec = 0x80000; // EPOLL_CLOEXEC, EFD_CLOEXEC
    private const int NonBlocking = 0x800; // EFD_NONBLOCK
    private const int Add = 1; // EPOLL_CTL_ADD
    private const int Interrupted = 4; // EINTR
    private const int NotImplemented = 38; // ENOSYS
    private const short PollIn = 1;

    // struct epoll_event in ints: the events, then 64 bits of the caller's. Only on x86 is it packed.
    private static readonly int DataIndex = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 1 : 2;
    private static readonly int EventLength = DataIndex + 2;

    private readonly SafeFileHandle _handle;

    // eventfd(2): edge-triggered, so each write is an event of its own and need not be read.
    private readonly SafeFileHandle _waker;
    private readonly int[] _events = new int[MaxEvents * EventLength];
    private PollDescriptor _poll;

    // epoll_pwait2 counts in nanoseconds. Linux has it since 5.11, and glibc since 2.35.
    private bool _hasPreciseWait = true;

    /// <summary>Makes an empty set.</summary>
    /// <exception cref="IOException">This process may open no more files.</exception>
    internal EpollQueue()
    {
        _handle = NativeCreate(CloseOnExec);
        if (_handle.IsInvalid)
        {
            throw LastError();
        }

        _waker = NativeEvent(0, NonBlocking | CloseOnExec);
        if (_waker.IsInvalid)
        {
            _handle.Dispose();
            throw LastError();
        }

        Watch((int)_waker.DangerousGetHandle(), EpollEvents.Readable);
        _poll = new PollDescriptor { Descriptor = (int)_handle.DangerousGetHandle(), Events = PollIn };
    }

    /// <summary>Watches a descriptor until it is closed.</summary>
    /// <exception cref="IOException">The kernel watches no more.</exception>
    internal void Watch(int descriptor, EpollEvents events)
    {
        int[] registration = new int[EventLength];
        registration[0] = unchecked((int)(events | EpollEvents.EdgeTriggered));

        // Both halves: the byte order decides which one is first.
        registration[DataIndex] = registration[DataIndex + 1] = descriptor;
        if (NativeControl(_handle, Add, descriptor, registration) != 0)
        {
            throw LastError();
        }
    }

    /// <summary>Waits until there is an event or the time is over; it may end before either.</summary>
    /// <returns>How many descriptors have events, which <see cref="this"/> returns.</returns>
    internal int Wait(TimeSpan time)
    {
        int count = time > TimeSpan.Zero ? WaitPrecisely(TimeSpec.From(time)) : NativeWait(_handle, _events, MaxEvents, 0);
        return count >= 0 ? count : Marshal.GetLastPInvokeError() == Interrupted ? 0 : throw LastError();
    }

    private int WaitPrecisely(in TimeSpec time)
    {
        if (_hasPreciseWait)
        {
            try
            {
                int count = NativePreciseWait(_handle, _events, MaxEvents, time, 0);
                if (count >= 0 || Marshal.GetLastPInvokeError() != NotImplemented)
                {
                    return count;
                }
            }
            catch (EntryPointNotFoundException)
            {
                // The C library is older than the kernel.
            }

            _hasPreciseWait = false;
        }

        // epoll_wait counts in milliseconds, but an epoll descriptor can be polled.
        return NativePoll(ref _poll, 1, time, 0) > 0 ? NativeWait(_handle, _events, MaxEvents, 0) : 0;
    }

    /// <summary>Ends a wait, or the next one. From any thread.</summary>
    internal void Wake()
    {
        long one = 1;
        try
        {
            _ = NativeWrite(_waker, in one, sizeof(long));
        }
        catch (ObjectDisposedException)
        {
            // A driver has returned after the end: no thread waits.
        }
    }

    /// <summary>An event of the last wait.</summary>
    internal (int Descriptor, EpollEvents Events) this[int index] =>
        (_events[(index * EventLength) + DataIndex], unchecked((EpollEvents)_events[index * EventLength]));

    /// <inheritdoc/>
    public void Dispose()
    {
        _waker.Dispose();
        _handle.Dispose();
    }

    private static IOException LastError() => new(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    private static partial SafeFileHandle NativeCreate(int flags);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    private static partial SafeFileHandle NativeEvent(uint count, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint NativeWrite(SafeFileHandle file, in long value, nint count);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    private static partial int NativeControl(SafeFileHandle queue, int operation, int descriptor, int[] registration);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int NativeWait(SafeFileHandle queue, [In, Out] int[] events, int maxEvents, int milliseconds);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    private static partial int NativePreciseWait(
        SafeFileHandle queue, [In, Out] int[] events, int maxEvents, in TimeSpec time, nint signalMask);

    [LibraryImport("libc", EntryPoint = "ppoll", SetLastError = true)]
    private static partial int NativePoll(ref PollDescriptor descriptors, nuint count, in TimeSpec time, nint signalMask);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        internal int Descriptor;
        internal short Events;
        internal short Found;
    }

    /// <summary>struct timespec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        internal readonly nint Seconds;
        internal readonly nint Nanoseconds;

        private TimeSpec(nint seconds, nint nanoseconds)
        {
            Seconds = seconds;
            Nanoseconds = nanoseconds;
        }

        internal static TimeSpec From(TimeSpan time) =>
            new((nint)(time.Ticks / TimeSpan.TicksPerSecond), (nint)(time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick));
    }
}
