namespace Sensorcast.Client;

/// <summary>The connection is lost, or an attempt to get one has failed. The next attempt follows by itself.</summary>
/// <param name="Error">What happened.</param>
/// <param name="RetryAfter">How long until the next attempt.</param>
public sealed record Disconnected(SensorcastException Error, TimeSpan RetryAfter) : StreamEvent;
