namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>One record of a pack, with the pack's base fields resolved (RFC 8428 section 4.6).</summary>
/// <param name="Name">The full name; of a record of base fields alone the base name.</param>
/// <param name="Unit">The unit, where it is present.</param>
/// <param name="UpdateTime">The update time in seconds, where it is present.</param>
/// <param name="Range">What the channel can be set to, where it is present.</param>
/// <param name="Value">A <see cref="decimal"/>, a <see cref="bool"/> or a <see cref="string"/>; null for base fields alone.</param>
/// <param name="Time">Seconds since 1970.</param>
/// <param name="Sequence">The pack's number, where it is present.</param>
internal sealed record SenmlRecord(
    string Name, string? Unit, decimal? UpdateTime, SettableRange? Range, object? Value, decimal Time, decimal? Sequence);
