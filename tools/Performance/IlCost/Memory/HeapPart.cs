namespace Sensorcast.IlCost.Memory;

/// <summary>A part of what a program takes of the board's heap.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Bytes">What it takes.</param>
internal sealed record HeapPart(string Name, int Bytes);
