namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>What a server sent: a whole message (<see cref="Opcode.Text"/> or <see cref="Opcode.Binary"/>), a ping or a pong.</summary>
internal sealed record Received(Opcode Kind, byte[] Payload)
{
    public bool IsSameAs(Received other) => Kind == other.Kind && Payload.AsSpan().SequenceEqual(other.Payload);

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()} {Payload.Length}";
}
