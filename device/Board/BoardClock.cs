using System;
using Sensorcast.Server;

namespace Sensorcast.Board;

/// <summary>
/// The board's time: its monotonic clock for durations, and the wall clock once something (SNTP, a battery-backed clock) has set it.
/// </summary>
public sealed class BoardClock : IClock
{
    /// <summary>2025-01-01: a clock that says less has not been set since the board was switched on.</summary>
    private const long Earliest = 1735689600000;

    private static readonly long UnixEpochTicks = DateTime.UnixEpoch.Ticks;

    /// <inheritdoc/>
    public long Milliseconds => Environment.TickCount64;

    /// <inheritdoc/>
    public long UnixMilliseconds
    {
        get
        {
            long milliseconds = (DateTime.UtcNow.Ticks - UnixEpochTicks) / TimeSpan.TicksPerMillisecond;
            return milliseconds >= Earliest ? milliseconds : 0;
        }
    }
}
