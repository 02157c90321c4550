using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// One slot of the server's table: a client's connection from its start to its end. Here it reads and keeps deadlines; what it sends is
/// <see cref="Link"/>'s, how it ends <see cref="EndingLink"/>'s, and what the bytes say <see cref="HttpConnection"/>'s and
/// <see cref="WebSocketConnection"/>'s. Made at start-up and used again for each client, so in these is only what must be remembered
/// between two steps.
/// </summary>
internal sealed class Connection : WebSocketConnection
{
    private const int HeldBackBit = 1;

    private long _openedAt;

    /// <summary>Makes a free slot.</summary>
    /// <param name="resources">What all connections share.</param>
    /// <param name="exchanges">The protocols, which they share too.</param>
    /// <param name="slot">
    /// Its index; -1 for the slot in which every whole request is answered 503, for those that find all others taken.
    /// </param>
    internal Connection(ServerResources resources, Exchanges exchanges, int slot = RefusalSlot)
        : base(resources, exchanges, slot)
    {
    }

    /// <summary>Whether it may be evicted for a new connection: a browser's spare connection that has sent nothing yet.</summary>
    internal bool IsSilent => State == ConnectionState.Request && PendingRequest == null && !Transport.CanReceive;

    /// <summary>When the client connected, on the server's clock.</summary>
    internal long OpenedAt => _openedAt;

    /// <summary>What the client is at, in a word.</summary>
    internal string StateName
    {
        get
        {
            switch (State)
            {
                case ConnectionState.Free: return "free";
                case ConnectionState.Request: return "request";
                case ConnectionState.Body: return "body";
                case ConnectionState.Document: return "document";
                case ConnectionState.Fragments: return Route.StateName(isSendingMessage: true);
                case ConnectionState.Open:
                case ConnectionState.Overdue: return Route.StateName(isSendingMessage: false);
                default: return "closing";
            }
        }
    }

    /// <summary>
    /// Whether it was not read because nothing could be sent: then it is served before live frames take what room there is.
    /// </summary>
    internal bool IsHeldBack => (Bits & HeldBackBit) != 0;

    /// <summary>Starts with a client that has connected.</summary>
    internal void Open(ITransport transport, long now)
    {
        Transport = transport;
        State = ConnectionState.Request;
        _openedAt = now;
        Deadline = now + (Refuses ? RefusalTime : Resources.Options.RequestTimeout);
        Bits = 0;
        ResetCounts();
    }

    /// <summary>
    /// Ends the connection of a client that broke or stalled with a frame of this step, so that a new connection gets its slot.
    /// </summary>
    internal void EndIfOver()
    {
        if (Transport == EndedTransport.Instance)
        {
            Cut(DisconnectReason.Vanished);
        }
        else if (State == ConnectionState.Overdue && IsStalled)
        {
            Cut(DisconnectReason.Stalled);
        }
        else if (State == ConnectionState.Overdue)
        {
            // It has taken a later frame after all.
            State = ConnectionState.Open;
        }
    }

    /// <summary>
    /// Does what can be done now: at most one read and a few sends. Call it when <see cref="Link.Deadline"/> has come or there is
    /// something to receive.
    /// </summary>
    /// <returns>Whether there may be more to do at once.</returns>
    internal bool Step(long now)
    {
        // While a document is being sent nothing is listened to: a client that has finished sending may well wait for the rest of it. Nor
        // while a message in fragments is: no other message may come between them (RFC 6455 section 5.4), so nothing could be answered.
        if (State >= ConnectionState.Document)
        {
            if (State != ConnectionState.Overdue)
            {
                return SendNext(now);
            }

            EndIfOver();
            if (State == ConnectionState.Free)
            {
                return false;
            }
        }

        // An open client that has sent something is not silent, however late it is.
        if (now >= Deadline && !(State == ConnectionState.Open && RequestedClose == 0 && Transport.CanReceive))
        {
            OnDeadline(now);
            return false;
        }

        bool more = Receive(now);
        if (State >= ConnectionState.Document)
        {
            more |= SendNext(now);
        }

        return more;
    }

    /// <summary>Starts to end the connection because the server goes down.</summary>
    internal void GoAway(long now)
    {
        if ((State == ConnectionState.Open || State == ConnectionState.Fragments) && Transport.CanSend)
        {
            CloseWith(CloseCode.GoingAway, now);
        }
        else if (State != ConnectionState.Free && State != ConnectionState.Closing && State != ConnectionState.Lingering)
        {
            Cut(DisconnectReason.WentAway);
        }
    }

    private void OnDeadline(long now)
    {
        switch (State)
        {
            case ConnectionState.Request:
            case ConnectionState.Body:
                TimeOutRequest(now);
                break;
            case ConnectionState.Closing:
                Cut(DisconnectReason.WentAway);
                break;
            case ConnectionState.Lingering:
                Cut(LingerReason);
                break;
            default:
                OnOpenDeadline(now);
                break;
        }
    }

    private void OnOpenDeadline(long now)
    {
        if (RequestedClose != 0)
        {
            CloseIfPossible(now);
        }
        else if (PingIsOut)
        {
            Cut(DisconnectReason.Silent);
        }
        else
        {
            Ping(now);
        }
    }

    private bool Receive(long now)
    {
        // What is read may have to be answered, and an answer never waits: so nothing is read while nothing can be sent. That holds back a
        // client that does not take its echo, by TCP's own means.
        bool isHeldBack = State != ConnectionState.Lingering && !Transport.CanSend;
        Bits = isHeldBack ? Bits | HeldBackBit : Bits & ~HeldBackBit;
        if (isHeldBack)
        {
            Resources.HasHeldBack = true;
            NoteStall();
            if (IsStalled)
            {
                Cut(DisconnectReason.Stalled);
            }

            return false;
        }

        byte[] buffer = Resources.ReceiveBuffer;
        int count = Transport.Receive(buffer, 0, buffer.Length);
        if (count == 0)
        {
            Cut(State == ConnectionState.Lingering ? LingerReason : DisconnectReason.Vanished);
            return false;
        }

        EndStall();
        switch (State)
        {
            case ConnectionState.Request:
                ReadRequest(buffer, count, now);
                break;
            case ConnectionState.Body:
                ReadBody(buffer, count, now);
                break;
            case ConnectionState.Lingering:
                Linger(now);
                break;
            case ConnectionState.Closing:
                ReadAfterClose(buffer, count, now);
                break;
            default:
                ReadFrames(buffer, count, now);
                break;
        }

        return true;
    }

    private bool SendNext(long now)
    {
        if (!Transport.CanSend)
        {
            NoteStall();
            if (IsStalled)
            {
                Cut(DisconnectReason.Stalled);
            }

            return false;
        }

        EndStall();
        if (State == ConnectionState.Document)
        {
            SendPieces(0, now);
        }
        else
        {
            SendFragment(now);
        }

        return true;
    }
}
