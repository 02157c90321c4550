namespace Sensorcast.Client;

/// <summary>A message with readings: a SenML pack.</summary>
/// <param name="Content">The message as it came, to the byte.</param>
/// <param name="Encoding">What the message is written in.</param>
/// <param name="Sequence">Counts the board's live packs; <see langword="null"/> in the first pack of a connection, which brings the history.</param>
/// <param name="BaseName">What every name in it begins with, in general: the base name of its first record, or nothing.</param>
/// <param name="Readings">The readings in it. None is an answer too: the first pack of a board that has measured nothing yet.</param>
public sealed record Pack(
    ReadOnlyMemory<byte> Content, SenmlEncoding Encoding, long? Sequence, string BaseName, IReadOnlyList<Reading> Readings)
    : StreamEvent
{
    /// <summary>Which connection it came over: the first is 1.</summary>
    internal int Connection { get; init; }

    /// <summary>What a channel is called on its board: a reading's name without the base name.</summary>
    public string ChannelOf(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.Name.Length > BaseName.Length && reading.Name.StartsWith(BaseName, StringComparison.Ordinal)
            ? reading.Name[BaseName.Length..]
            : reading.Name;
    }
}
