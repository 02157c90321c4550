using System.Diagnostics;

namespace Sensorcast.Client;

/// <summary>The interval in which something happened, in seconds of the monotonic clock.</summary>
internal readonly record struct Timespan(double Earliest, double Latest)
{
    /// <summary>The time of that clock.</summary>
    public static double Now => (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
}
