namespace Sensorcast.Simulator.Checks;

/// <summary>Something that the server told a client.</summary>
/// <param name="Kind">What.</param>
/// <param name="End">The place behind its last byte in all that the server sends on the connection.</param>
/// <param name="Payload">Of a ping: its payload.</param>
internal sealed record Telling(TellingKind Kind, long End, byte[] Payload);
