using Sensorcast.Cli.Boards;

namespace Sensorcast.Cli.Watch;

/// <summary>What to watch.</summary>
/// <param name="Filter">Which channels.</param>
/// <param name="Duration">How long; <see langword="null"/> until it is cancelled.</param>
/// <param name="Picture">Where to draw the last table to; <see langword="null"/> for nowhere.</param>
/// <param name="AsJson">Whether to print a JSON object a line.</param>
internal sealed record WatchPlan(ChannelFilter Filter, TimeSpan? Duration, FileInfo? Picture, bool AsJson);
