namespace Sensorcast.IlCost.Memory;

/// <summary>Something on the board's heap.</summary>
/// <param name="Room">The namespace of its type or, for an array, a string or a delegate, of the object that holds it.</param>
/// <param name="What">Its type, or the field that holds it.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record HeapItem(string Room, string What, int Bytes);
