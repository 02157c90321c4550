namespace Sensorcast.IlCost.Memory;

/// <summary>A part of a program's heap on the board.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record HeapPart(string Name, int Bytes);
