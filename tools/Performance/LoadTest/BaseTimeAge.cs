using System.Diagnostics;

namespace Sensorcast.LoadTest;

/// <summary>The age of packs by their base time; true only if both machines' clocks agree.</summary>
internal static class BaseTimeAge
{
    /// <summary>Below this a base time is relative (RFC 8428 section 4.5.3): the server's clock is not set.</summary>
    private const decimal FirstAbsoluteTime = 1 << 28;

    /// <inheritdoc cref="PackAge"/>
    public static double? Of(LivePack pack, long arrival)
    {
        if (pack.BaseTime < FirstAbsoluteTime)
        {
            return null;
        }

        DateTime arrivedAt = DateTime.UtcNow - Stopwatch.GetElapsedTime(arrival);
        return (arrivedAt - DateTime.UnixEpoch).TotalMilliseconds - (double)(pack.BaseTime * 1000);
    }
}
