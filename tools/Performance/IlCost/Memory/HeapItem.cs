namespace Sensorcast.IlCost.Memory;

/// <summary>Something on the board's heap.</summary>
/// <param name="Room">The namespace of what it is, or of what holds it if it is an array, a string or a delegate.</param>
/// <param name="What">Its type, or the field that holds it.</param>
/// <param name="Bytes">What it takes.</param>
internal sealed record HeapItem(string Room, string What, int Bytes);
