using System.Diagnostics;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>This machine's time.</summary>
public sealed class SystemClock : IClock
{
    private readonly long _start = Stopwatch.GetTimestamp();

    // Not Environment.TickCount64: on Windows it moves in steps of about 16 ms, too coarse for a fast channel.

    /// <inheritdoc/>
    public long Milliseconds => (long)Stopwatch.GetElapsedTime(_start).TotalMilliseconds;

    /// <inheritdoc/>
    public long UnixMilliseconds => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
