using Sensorcast.IlCost.Counting;

namespace Sensorcast.IlCost.Paths;

/// <summary>The cost of a hot path.</summary>
/// <param name="Name">The name of the path.</param>
/// <param name="Cost">Its cost.</param>
/// <param name="Bar">The maximum number of instructions, if that is set and met.</param>
/// <param name="MissedBar">The maximum number of instructions that it does not meet yet.</param>
internal sealed record Figure(string Name, Cost Cost, int? Bar = null, int? MissedBar = null)
{
    public Figure(string name, Reading reading, int? bar = null, int? missedBar = null)
        : this(name, reading.Cost, bar, missedBar) => Reading = reading;

    /// <summary>The maximum time on the board, in plain instructions, if that is set.</summary>
    public int? BoardBar { get; init; }

    /// <summary>The meter's reading, unless the figure is a difference of several readings.</summary>
    public Reading? Reading { get; }
}
