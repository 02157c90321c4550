namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>A close frame that a server sent; the code is <see langword="null"/> when it had no payload.</summary>
internal sealed record ServerClose(int? Code);
