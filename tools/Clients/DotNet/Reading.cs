namespace Sensorcast.Client;

/// <summary>One reading of one channel: a SenML record, resolved (RFC 8428 section 4.6).</summary>
/// <param name="Name">The full name: the board's base name and the channel's.</param>
/// <param name="Time">The time of the measurement. If the board does not know the time, it is derived from the pack's arrival.</param>
/// <param name="Value">The measured value.</param>
/// <param name="Unit">A unit of the SenML registry, such as <c>Cel</c>; <see langword="null"/> if there is none.</param>
/// <param name="IsHistory">Whether it is older than the connection: the first pack brings the last readings of every channel.</param>
public sealed record Reading(string Name, DateTimeOffset Time, ReadingValue Value, string? Unit, bool IsHistory);
