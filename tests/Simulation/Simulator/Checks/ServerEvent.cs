namespace Sensorcast.Simulator.Checks;

/// <summary>Something that the server sent and that a client acts on.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="End">The offset after its last byte, in all that the server sends on the connection.</param>
/// <param name="Payload">Of a ping: its payload.</param>
internal sealed record ServerEvent(ServerEventKind Kind, long End, byte[] Payload);
