namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>A part of section 6: sequences that have something in common.</summary>
/// <param name="Part">The number of the part: 5 for 6.5.</param>
/// <param name="Shows">What they have in common.</param>
/// <param name="Sequences">The sequences, in hexadecimal; an exclamation mark before one says that it is not UTF-8.</param>
internal sealed record Utf8Group(int Part, string Shows, params string[] Sequences);
