using System.Diagnostics;
using System.Globalization;

namespace Sensorcast.LoadTest.Scale;

/// <summary>
/// The processor and memory use of a program between two moments: a process and those that it has started.
/// </summary>
internal sealed class ProcessLoad
{
    private readonly List<Process> _processes;
    private readonly TimeSpan _before;
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <param name="name">Its name.</param>
    /// <param name="process">The process.</param>
    /// <param name="withChildren">Whether its child processes count too: only Linux knows them.</param>
    public ProcessLoad(string name, Process process, bool withChildren = false)
    {
        Name = name;
        _processes = [process, .. withChildren ? ChildrenOf(process.Id) : []];
        _before = ProcessorTime;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    private TimeSpan ProcessorTime => _processes.Aggregate(TimeSpan.Zero, static (sum, process) => sum + process.TotalProcessorTime);

    /// <summary>The share of one core since the start, and the resident memory.</summary>
    public override string ToString()
    {
        _processes.ForEach(static process => process.Refresh());
        double cores = (ProcessorTime - _before) / Stopwatch.GetElapsedTime(_start);
        double megabytes = _processes.Sum(static process => process.WorkingSet64) / 1e6;
        return string.Create(CultureInfo.InvariantCulture, $"{100 * cores:0.0} % of a core, {megabytes:0} MB");
    }

    private static IEnumerable<Process> ChildrenOf(int id)
    {
        string tasks = $"/proc/{id}/task";
        return !Directory.Exists(tasks) ? [] : Directory.GetDirectories(tasks)
            .SelectMany(static task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(static child => int.Parse(child, CultureInfo.InvariantCulture))
            .SelectMany(static child => ChildrenOf(child).Prepend(Process.GetProcessById(child)));
    }
}
