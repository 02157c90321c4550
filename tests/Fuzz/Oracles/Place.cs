namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>Where something stands in a stream.</summary>
/// <param name="Start">Its first byte of payload, or its last byte when it has none.</param>
/// <param name="End">Its last byte.</param>
/// <param name="IsFragmented">Whether it came in more than one frame.</param>
internal readonly record struct Place(long Start, long End, bool IsFragmented);
