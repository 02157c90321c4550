namespace Sensorcast.Tests.InteropTests;

/// <summary>A SenML record with its base values resolved (RFC 8428 section 4.6).</summary>
internal sealed record SenmlRecord(string Name, decimal Time, decimal Value, string? Unit, decimal? UpdateTime);
