namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>The bytes of a stream that an event is made of.</summary>
/// <param name="Start">Its first byte of payload, or its last byte when it has none.</param>
/// <param name="End">Its last byte.</param>
/// <param name="IsFragmented">Whether it came in more than one frame.</param>
internal readonly record struct Extent(long Start, long End, bool IsFragmented);
