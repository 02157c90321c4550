namespace Sensorcast.Client;

/// <summary>A message with readings: a SenML pack.</summary>
/// <param name="Content">The message as it came, to the byte.</param>
/// <param name="Encoding">The encoding of the message.</param>
/// <param name="Sequence">
/// Counts the board's live packs; <see langword="null"/> in the first pack of a connection, which brings the history.
/// </param>
/// <param name="BaseName">The prefix of the names in it, in general: the base name of its first record, or empty.</param>
/// <param name="Readings">
/// The readings in it that were not read before: the first pack after a reconnection repeats, in <paramref name="Content"/>, what the
/// board's history still has. It may be empty: in the first pack of a board that has measured nothing yet.
/// </param>
public sealed record Pack(
    ReadOnlyMemory<byte> Content, SenmlEncoding Encoding, long? Sequence, string BaseName, IReadOnlyList<Reading> Readings)
    : StreamEvent
{
    /// <summary>The number of its connection, from 1.</summary>
    internal int Connection { get; init; }

    /// <summary>The origin of its times: its base time, or its arrival if the board does not know the time.</summary>
    public DateTimeOffset Time { get; internal init; }

    /// <summary>Whether the board knew the time.</summary>
    internal bool HasTime { get; init; }

    /// <summary>The interval in which it was made.</summary>
    internal Timespan Made { get; init; }

    /// <summary>Whether it changed the description of a channel.</summary>
    internal bool DescribesChannels { get; init; }

    /// <summary>How often the description of the channels had changed when it came.</summary>
    internal int Description { get; init; }

    /// <summary>A channel's name on its board: a reading's name without the base name.</summary>
    public string ChannelOf(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return ChannelOf(reading.Name, BaseName);
    }

    /// <summary>A full name without the base name.</summary>
    internal static string ChannelOf(string name, string baseName) =>
        name.Length > baseName.Length && name.StartsWith(baseName, StringComparison.Ordinal) ? name[baseName.Length..] : name;
}
