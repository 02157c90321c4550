using System.Diagnostics;
using Sensorcast.LoadTest;
using Sensorcast.Telemetry;

namespace Sensorcast.Benchmarks.Latency;

/// <summary>
/// A sensor whose reading is the moment at which it is read, in microseconds, and the age of such a reading. .NET's stopwatch is
/// the same for all programs of a machine.
/// </summary>
internal sealed class Timestamp : ISensor
{
    public const string Unit = "s";

    /// <summary>A reading is in microseconds.</summary>
    public const int Exponent = -6;

    private const int Microsecond = 1_000_000;

    // A reading has 32 bits: it starts anew every 1,000 s.
    private const long Range = 1000L * Microsecond;

    public bool TryRead(out int value)
    {
        value = (int)(Microseconds(Stopwatch.GetTimestamp()) % Range);
        return true;
    }

    /// <inheritdoc cref="PackAge"/>
    public static double? Age(LivePack pack, long arrival)
    {
        if (pack.Value is not decimal seconds)
        {
            return null;
        }

        long taken = (long)(seconds * Microsecond);
        long age = (Microseconds(arrival) % Range) - taken;
        return (age < 0 ? age + Range : age) / 1000.0;
    }

    private static long Microseconds(long timestamp) => (long)Stopwatch.GetElapsedTime(0, timestamp).TotalMicroseconds;
}
