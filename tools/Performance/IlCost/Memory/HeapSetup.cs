namespace Sensorcast.IlCost.Memory;

/// <summary>A whole program on the board, as it is after start-up without clients.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parts">All that takes heap.</param>
internal sealed record HeapSetup(string Name, IReadOnlyList<HeapPart> Parts)
{
    /// <summary>The heap that the measurements on the interpreter had, about what a board without PSRAM has.</summary>
    public const int HeapSize = 100_000;

    /// <summary>All parts together.</summary>
    public int Used => Parts.Sum(part => part.Bytes);

    /// <summary>The free heap.</summary>
    public int Free => HeapSize - Used;
}
