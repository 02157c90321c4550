namespace Sensorcast.Simulator.Checks;

/// <summary>Knows what a client of the room says, that only that reaches the route, and what the client must hear of it all.</summary>
internal sealed class RoomWitness(World world, Witness witness)
{
    private readonly Queue<Message> _said = new();
    private readonly Queue<Message> _replies = new();
    private Message? _broadcast;

    /// <summary>The client says a message.</summary>
    public void Expect(int opcode, byte[] payload, long end) => _said.Enqueue(new Message(opcode, payload, end));

    /// <summary>The route gets a message as this client's.</summary>
    public void Received(int opcode, byte[] payload)
    {
        if (witness.Frames.IsGarbage)
        {
            return;
        }

        witness.Check(_said.TryDequeue(out Message? message)
            && message.End <= witness.HeardBytes, "room", "is said to have said what it has not");
        bool isRight = message!.Opcode == opcode && payload.AsSpan().SequenceEqual(message.Payload);
        witness.Check(isRight, "room", "is said to have said what another has");
    }

    /// <summary>A message goes to all. The one that has said it gets it with the answers to what was read.</summary>
    public void ExpectBroadcast(int opcode, byte[] payload, bool isSender)
    {
        var message = new Message(opcode, payload, 0);
        if (isSender)
        {
            _replies.Enqueue(message);
            world.Packs.CountSent();
        }
        else if (witness.Phase != Phase.Closed)
        {
            _broadcast = message;
        }
    }

    /// <summary>The server asks whether the client can take anything: if not, the news is skipped and counted.</summary>
    public void Polled(bool canSend)
    {
        if (_broadcast != null && !canSend)
        {
            _broadcast = null;
            world.Packs.CountSkip(true);
        }
    }

    public void Torn() => _broadcast = null;

    /// <summary>The client hears a message.</summary>
    public void Hear(int opcode, ReadOnlySpan<byte> payload)
    {
        Message? expected = _broadcast;
        if (expected != null)
        {
            _broadcast = null;
            world.Packs.CountSent();
        }
        else
        {
            _replies.TryDequeue(out expected);
        }

        witness.Check(expected != null, "room", "hears what nobody has said");
        witness.Check(expected!.Opcode == opcode && payload.SequenceEqual(expected.Payload), "room", "hears another message than was said");
    }

    /// <summary>The message has gone to all.</summary>
    public void CheckBroadcast() => witness.Check(_broadcast == null, "room", "is left out of a message to all");

    public void EndStep()
    {
        bool isAnswered = _replies.Count == 0 && (!_said.TryPeek(out Message? next) || next.End > witness.HeardBytes);
        witness.Check(isAnswered, "room", "does not hear its own message");
    }

    private sealed record Message(int Opcode, byte[] Payload, long End);
}
