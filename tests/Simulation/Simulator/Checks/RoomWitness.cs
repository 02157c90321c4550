namespace Sensorcast.Simulator.Checks;

/// <summary>Knows what a client of the room sends, that only that reaches the route, and what the client must get.</summary>
internal sealed class RoomWitness(World world, Witness witness)
{
    private readonly Queue<Message> _sent = new();
    private readonly Queue<Message> _replies = new();
    private Message? _broadcast;

    /// <summary>The client sends a message.</summary>
    public void Expect(int opcode, byte[] payload, long end) => _sent.Enqueue(new Message(opcode, payload, end));

    /// <summary>The route gets a message as this client's.</summary>
    public void Received(int opcode, byte[] payload)
    {
        if (witness.Frames.IsGarbage)
        {
            return;
        }

        witness.Check(_sent.TryDequeue(out Message? message)
            && message.End <= witness.ReadBytes, "room", "is reported with a message that it has not sent");
        bool isRight = message!.Opcode == opcode && payload.AsSpan().SequenceEqual(message.Payload);
        witness.Check(isRight, "room", "is reported with another client's message");
    }

    /// <summary>A message goes to all. Its sender gets it with the answers to what was read.</summary>
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

    /// <summary>The server polls whether the client can take anything: if not, the message is skipped and counted.</summary>
    public void Polled(bool canSend)
    {
        if (_broadcast != null && !canSend)
        {
            _broadcast = null;
            world.Packs.CountSkip(true);
        }
    }

    public void Torn() => _broadcast = null;

    /// <summary>The client gets a message.</summary>
    public void CheckMessage(int opcode, ReadOnlySpan<byte> payload)
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

        witness.Check(expected != null, "room", "gets a message that no client has sent");
        witness.Check(expected!.Opcode == opcode && payload.SequenceEqual(expected.Payload), "room", "gets another message than was sent");
    }

    /// <summary>The message has gone to all.</summary>
    public void CheckBroadcast() => witness.Check(_broadcast == null, "room", "is left out of a message to all");

    public void EndStep()
    {
        bool isAnswered = _replies.Count == 0 && (!_sent.TryPeek(out Message? next) || next.End > witness.ReadBytes);
        witness.Check(isAnswered, "room", "does not get its own message");
    }

    private sealed record Message(int Opcode, byte[] Payload, long End);
}
