using System.Diagnostics;

namespace Sensorcast.LoadTest.Scale;

/// <summary>How much of a processor a process uses, from one moment to another, and how much memory.</summary>
internal sealed class ProcessLoad(string name, Process process)
{
    private readonly TimeSpan _before = process.TotalProcessorTime;
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>What it is called.</summary>
    public string Name { get; } = name;

    /// <summary>The share of one core since the start, 0 to the number of cores.</summary>
    public double Cores
    {
        get
        {
            process.Refresh();
            return (process.TotalProcessorTime - _before) / Stopwatch.GetElapsedTime(_start);
        }
    }

    /// <summary>Its resident memory in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }
}
