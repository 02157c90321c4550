namespace Sensorcast.Client;

/// <summary>The connection is lost, or an attempt to connect has failed. The client tries again by itself.</summary>
/// <param name="Error">The reason.</param>
/// <param name="RetryAfter">The time until the next attempt.</param>
public sealed record Disconnected(SensorcastException Error, TimeSpan RetryAfter) : StreamEvent;
