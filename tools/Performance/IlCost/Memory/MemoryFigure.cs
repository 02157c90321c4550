namespace Sensorcast.IlCost.Memory;

/// <summary>The memory of one more object of a kind.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Board">In bytes on the board.</param>
/// <param name="Desktop">In bytes on the desktop.</param>
internal sealed record MemoryFigure(string Name, double Board, double Desktop);
