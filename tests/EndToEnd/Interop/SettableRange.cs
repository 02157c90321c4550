namespace Sensorcast.Tests.InteropTests;

/// <summary>What a channel can be set to: anything when it is true or false, else a multiple of a step within limits.</summary>
internal sealed record SettableRange(decimal? Min, decimal? Max, decimal? Step);
