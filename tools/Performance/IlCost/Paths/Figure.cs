using Sensorcast.IlCost.Counting;

namespace Sensorcast.IlCost.Paths;

/// <summary>What a hot path takes.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Cost">What that takes.</param>
/// <param name="Bar">The most instructions that it may take, if that is set and met.</param>
/// <param name="MissedBar">The most instructions that it should take and does not yet.</param>
internal sealed record Figure(string Name, Cost Cost, int? Bar = null, int? MissedBar = null)
{
    public Figure(string name, Reading reading, int? bar = null, int? missedBar = null)
        : this(name, reading.Cost, bar, missedBar) => Reading = reading;

    /// <summary>The most time that it may take on the board, in plain instructions' time, if that is set.</summary>
    public int? BoardBar { get; init; }

    /// <summary>What the meter saw, if the figure is no difference of several readings.</summary>
    public Reading? Reading { get; }
}
