namespace Sensorcast.IlCost.Memory;

/// <summary>What one more of something takes in memory.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Board">In bytes on the board.</param>
/// <param name="Desktop">In bytes on the desktop.</param>
internal sealed record MemoryFigure(string Name, double Board, double Desktop);
