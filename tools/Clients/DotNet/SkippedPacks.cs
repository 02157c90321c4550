namespace Sensorcast.Client;

/// <summary>
/// A gap in the sequence numbers: live packs that the board made and that this client, or the way to it, was too slow for. The newest
/// reading wins: they do not come later.
/// </summary>
/// <param name="Count">How many.</param>
public sealed record SkippedPacks(long Count) : StreamEvent;
