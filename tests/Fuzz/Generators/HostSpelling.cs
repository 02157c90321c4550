namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>A host, and one of the ways to spell it.</summary>
internal sealed record HostSpelling(string Host, string Text);
