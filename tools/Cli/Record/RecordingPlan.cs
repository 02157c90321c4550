namespace Sensorcast.Cli.Record;

/// <summary>What is to be recorded.</summary>
/// <param name="Board">How the board is called in what people read.</param>
/// <param name="Format">How it is written.</param>
/// <param name="Output">Where; <see langword="null"/> for standard output.</param>
/// <param name="Duration">How long; <see langword="null"/> until it is cancelled.</param>
/// <param name="History">Whether to begin with the history of the first pack.</param>
internal sealed record RecordingPlan(string Board, RecordingFormat Format, FileInfo? Output, TimeSpan? Duration, bool History);
