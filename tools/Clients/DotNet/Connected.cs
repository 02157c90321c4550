namespace Sensorcast.Client;

/// <summary>A connection is open. The board's first pack follows, with the history: it may fill the gap.</summary>
/// <param name="Number">1 for the first; from 2 on it is a reconnection, and readings may be missing from before it.</param>
/// <param name="Away">The time since the last pack before it; zero for the first connection.</param>
public sealed record Connected(int Number, TimeSpan Away) : StreamEvent;
