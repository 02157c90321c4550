using System.Diagnostics;

namespace Sensorcast.Host.Sensors;

/// <summary>What this process takes of all processors together.</summary>
public sealed class ProcessCpuLoad : BusyShare
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    protected override bool TryReadTimes(out long busy, out long total)
    {
        busy = Environment.CpuUsage.TotalTime.Ticks;
        total = Stopwatch.GetElapsedTime(_start).Ticks * Environment.ProcessorCount;
        return true;
    }
}
