namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>What a channel can be set to: a multiple of a step within limits, or true and false.</summary>
internal sealed record SettableRange(decimal? Min, decimal? Max, decimal? Step);
