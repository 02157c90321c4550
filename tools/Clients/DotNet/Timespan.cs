using System.Diagnostics;

namespace Sensorcast.Client;

/// <summary>Between which times something happened, in seconds of the clock that only goes forward.</summary>
internal readonly record struct Timespan(double Earliest, double Latest)
{
    /// <summary>The time of that clock.</summary>
    public static double Now => (double)Stopwatch.GetTimestamp() / Stopwatch.Frequency;
}
