namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>One record of a pack, with what the pack's base fields say (RFC 8428 section 4.6).</summary>
internal sealed record SenmlRecord(string Name, string? Unit, decimal? UpdateTime, decimal Value, decimal Time, decimal? Sequence);
