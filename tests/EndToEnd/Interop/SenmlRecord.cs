namespace Sensorcast.Tests.InteropTests;

/// <summary>A SenML record with its base values resolved (RFC 8428 section 4.6), and what it says of a channel that can be set.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Value">A <see cref="decimal"/>, a <see cref="bool"/> or a <see cref="string"/>.</param>
/// <param name="Unit">The unit, when the record says it.</param>
/// <param name="UpdateTime">The update time in seconds, when the record says it.</param>
/// <param name="Range">Null for what cannot be set or is not introduced here.</param>
internal sealed record SenmlRecord(string Name, decimal Time, object Value, string? Unit, decimal? UpdateTime, SettableRange? Range);
