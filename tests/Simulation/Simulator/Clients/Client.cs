using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Network;
using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator.Clients;

/// <summary>
/// An actor that connects to the server, again and again. With each message, it has the witness expect the answer.
/// </summary>
internal abstract class Client(World world, Prng random)
{
    private readonly List<Link> _links = [];

    protected World World => world;

    protected Prng Random => random;

    /// <summary>Begins a round: connects.</summary>
    public abstract void Begin();

    /// <summary>Handles what the server sends; answers as an honest client must.</summary>
    public virtual void Handle(Link link, ServerEvent serverEvent)
    {
        switch (serverEvent.Kind)
        {
            case ServerEventKind.Upgraded:
                link.Client.IsUpgraded = true;
                Upgraded(link);
                break;
            case ServerEventKind.Ping:
                Send(link, ClientFrame.Make(ServerFrame.Pong, serverEvent.Payload, random));
                break;
            case ServerEventKind.Close:
                SendClose(link, serverEvent.Payload.Length < 2 ? null : (serverEvent.Payload[0] << 8) | serverEvent.Payload[1]);
                break;
        }
    }

    /// <summary>The connection has ended, and not by this client.</summary>
    public virtual void Ended(Link link)
    {
        if (_links.Remove(link))
        {
            BeginLater();
        }
    }

    /// <summary>Ends all connections, with or without a close frame.</summary>
    public void Leave()
    {
        foreach (Link link in _links.ToArray())
        {
            Abandon(link);
        }
    }

    protected virtual void Upgraded(Link link)
    {
    }

    protected Link Open(Plan plan)
    {
        Link link = world.Connect(this, plan, random);
        _links.Add(link);
        link.Client.Connect();
        return link;
    }

    protected Link OpenAndRequest(Plan plan)
    {
        Link link = Open(plan);
        link.Client.Send(plan.Request);
        return link;
    }

    protected void BeginLater(int shortest = 100, int longest = 20_000)
    {
        world.After(random.Between(shortest, longest), () =>
        {
            if (world.IsOpen)
            {
                Begin();
            }
        });
    }

    /// <summary>Does something now and then while the connection is there.</summary>
    protected void Repeat(Link link, int shortest, int longest, Action action)
    {
        world.After(random.Between(shortest, longest), () =>
        {
            if (MaySend(link))
            {
                action();
                Repeat(link, shortest, longest, action);
            }
        });
    }

    /// <summary>Leaves without a close frame: the connection is reset, or finished, or the machine loses its power.</summary>
    protected void Abandon(Link link)
    {
        switch (random.Below(3))
        {
            case 0:
                link.Client.Reset();
                break;
            case 1:
                link.Client.Finish();
                break;
            default:
                link.Client.Die();
                break;
        }

        Forget(link);
    }

    protected bool MaySend(Link link) => _links.Contains(link) && !link.Client.HasSentClose && world.IsOpen;

    protected static void Send(Link link, byte[] bytes)
    {
        if (CanSay(link))
        {
            link.Client.Send(bytes);
        }
    }

    protected void SendPing(Link link, byte[] payload)
    {
        if (!CanSay(link))
        {
            return;
        }

        Send(link, ClientFrame.Make(ServerFrame.Ping, payload, random));
        link.Witness.Frames.ExpectPong(payload, link.Client.SentBytes);
    }

    /// <summary>Sends a message in any number of fragments, perhaps with a ping between them.</summary>
    protected void SendMessage(Link link, int opcode, byte[] payload, int fragments)
    {
        if (!CanSay(link))
        {
            return;
        }

        SendFragments(link, opcode, payload, fragments, out _);
        if (link.Witness.Plan.Subject == Subject.Echo)
        {
            link.Witness.Frames.ExpectEcho(opcode, payload, link.Client.SentBytes);
        }
        else if (link.Witness.Plan.Subject == Subject.Room)
        {
            link.Witness.Frames.Room.Expect(opcode, payload, link.Client.SentBytes);
        }
    }

    /// <summary>Sends a pack in any number of fragments, which may be the last message that the server reads.</summary>
    protected void SendPack(Link link, ClientPack pack, int fragments)
    {
        if (!CanSay(link))
        {
            return;
        }

        long begin = link.Client.SentBytes;
        SendFragments(link, pack.IsJson ? ServerFrame.Text : ServerFrame.Binary, pack.Bytes, fragments, out int firstPiece);
        link.Witness.Frames.Packs.Expect(pack, begin + firstPiece, link.Client.SentBytes, fragments > 1);
        link.Client.HasSentClose |= pack.IsMalformed;
    }

    /// <summary>Sends fragments.</summary>
    /// <param name="link">The connection.</param>
    /// <param name="opcode">Text or binary.</param>
    /// <param name="payload">The message.</param>
    /// <param name="fragments">How many.</param>
    /// <param name="firstPiece">How many bytes make a first piece of the message: the first frame's head and a byte, if it has one.</param>
    private void SendFragments(Link link, int opcode, byte[] payload, int fragments, out int firstPiece)
    {
        int start = 0;
        firstPiece = 0;
        for (int i = 1; i <= fragments; i++)
        {
            int end = i == fragments ? payload.Length : random.Between(start, payload.Length);
            firstPiece = i == 1 ? (end < 126 ? 6 : 8) + Math.Min(end, 1) : firstPiece;
            Send(link,
                ClientFrame.Make(i == 1 ? opcode : ServerFrame.Continuation, payload.AsSpan(start, end - start), random, i == fragments));
            start = end;
            if (i < fragments && random.Chance(30))
            {
                SendPing(link, random.Bytes(random.Below(126)));
            }
        }
    }

    protected void SendClose(Link link, int? code)
    {
        if (!CanSay(link))
        {
            return;
        }

        long start = link.Client.SentBytes;
        byte[] payload = code is { } number ? [(byte)(number >> 8), (byte)number] : [];
        link.Client.Send(ClientFrame.Make(ServerFrame.Close, payload, random));
        link.Client.HasSentClose = true;
        link.Witness.Frames.IsHandshake = true;
        link.Witness.Frames.ExpectClose(code, start, link.Client.SentBytes);
    }

    private static bool CanSay(Link link) => !link.Client.HasSentClose && !link.Client.IsOver && !link.Client.IsDead;

    protected void Forget(Link link) => _links.Remove(link);
}
