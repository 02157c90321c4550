namespace Sensorcast.Client;

/// <summary>
/// A gap in the sequence numbers: live packs that the board skipped because this client or the network was too slow. They do not come
/// later.
/// </summary>
/// <param name="Count">How many.</param>
public sealed record SkippedPacks(long Count) : StreamEvent;
