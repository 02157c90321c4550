namespace Sensorcast.Server;

/// <summary>
/// How a slot's connection ends: at once, or after its last words, as soon as that cannot lose them. Above <see cref="Link"/>, below what
/// speaks a protocol: the layers of a connection are one object, because on the board each object costs heap.
/// </summary>
internal abstract class EndingLink : Link
{
    /// <summary>Milliseconds for a request that will be refused, and for the last words: meanwhile no other client is let in.</summary>
    protected const int RefusalTime = 1000;

    private const int QuietTime = 100; // a lingering peer that has sent nothing for so many milliseconds has nothing more to send
    private const int LingerShift = 12;

    /// <summary>
    /// What takes few bits shares this field; each layer names its own. Here it is the reason for which the client lingers, above the
    /// others.
    /// </summary>
    protected int Bits;

    private long _lingerEnd;

    /// <summary>Makes a free slot's part.</summary>
    protected EndingLink(ServerResources resources)
        : base(resources)
    {
    }

    /// <summary>Whether the slot is the one that answers every whole request 503.</summary>
    protected abstract bool Refuses { get; }

    /// <summary>The reason for which a lingering client's connection ends.</summary>
    protected DisconnectReason LingerReason => (DisconnectReason)(Bits >> LingerShift);

    /// <summary>Ends the connection at once and frees the slot.</summary>
    internal void Cut(DisconnectReason reason)
    {
        LeaveRoute();
        Resources.Counters.CountEnd(reason, Sent);
        Transport.Close();
        Transport = null;
        Bits = 0;
        State = ConnectionState.Free;
    }

    /// <summary>Sends to a client that could take it a moment ago.</summary>
    /// <returns>Whether it was sent; else the connection has ended.</returns>
    protected bool SendOrCut(byte[] buffer, int offset, int count)
    {
        if (SendBytes(buffer, offset, count) == SendResult.Sent)
        {
            return true;
        }

        // There was room a moment ago, so this is not a matter of waiting.
        Cut(DisconnectReason.Vanished);
        return false;
    }

    /// <summary>Sends the last words from the send buffer, and closes as soon as that cannot lose them.</summary>
    protected void End(int size, DisconnectReason reason, long now)
    {
        EndRequest();
        if (size > 0 && !SendOrCut(Resources.SendBuffer, 0, size))
        {
            return;
        }

        // A client that broke a rule may still be sending; of the others it is known that they have said all.
        if (Transport.LingersOnClose || (reason == DisconnectReason.Done && !Transport.CanReceive))
        {
            Cut(reason);
            return;
        }

        State = ConnectionState.Lingering;
        Bits = (int)reason << LingerShift;
        _lingerEnd = now + (Refuses ? RefusalTime : Resources.Options.CloseTimeout);
        Linger(now);
    }

    /// <summary>Waits until the peer has been quiet, but not for ever.</summary>
    protected void Linger(long now)
    {
        long quietEnd = now + QuietTime;
        Deadline = quietEnd < _lingerEnd ? quietEnd : _lingerEnd;
    }

    /// <summary>Gives back what was lent for the request.</summary>
    protected abstract void EndRequest();

    /// <summary>
    /// Takes leave of the route, because the connection has ended without a closing handshake, and gives back what was lent for the
    /// request.
    /// </summary>
    protected abstract void LeaveRoute();
}
