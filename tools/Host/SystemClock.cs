using System.Diagnostics;
using Sensorcast.Server;

namespace Sensorcast.Host;

/// <summary>This machine's time.</summary>
public sealed class SystemClock : IClock
{
    private readonly long _start = Stopwatch.GetTimestamp();

    // Not Environment.TickCount64: on Windows it moves in steps of about 16 ms, too coarse for a fast channel.

    /// <inheritdoc/>
    public long Milliseconds => Elapsed.Ticks / TimeSpan.TicksPerMillisecond;

    /// <inheritdoc/>
    public long UnixMilliseconds => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>The time until <see cref="Milliseconds"/> reaches a value; negative if it has.</summary>
    /// <param name="milliseconds">The value.</param>
    public TimeSpan TimeUntil(long milliseconds) => TimeSpan.FromTicks(milliseconds * TimeSpan.TicksPerMillisecond) - Elapsed;
}
