using Sensorcast.Cli.Boards;

namespace Sensorcast.Cli.Record;

/// <summary>What to record, and where.</summary>
internal sealed record RecordPlan
{
    /// <summary>Which channels.</summary>
    public required ChannelFilter Filter { get; init; }

    /// <summary>How it is written.</summary>
    public RecordingFormat Format { get; init; }

    /// <summary>The file; <see langword="null"/> for standard output.</summary>
    public FileInfo? Output { get; init; }

    /// <summary>Whether a file that exists is replaced; else it is continued.</summary>
    public bool Overwrites { get; init; }

    /// <summary>When a new file begins; <see langword="null"/> for never.</summary>
    public Rotation? Rotation { get; init; }

    /// <summary>Whether files that are finished are compressed.</summary>
    public bool Compresses { get; init; }

    /// <summary>How long; <see langword="null"/> until it is cancelled.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether to begin with the history of the first pack.</summary>
    public bool History { get; init; }
}
