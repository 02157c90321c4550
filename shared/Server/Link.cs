namespace Sensorcast.Server;

/// <summary>
/// The sending half of a slot: takes a frame whole for its client, or skips and counts it, and notes since when the client has taken
/// nothing. On the board a field costs 12 bytes whatever it holds, and a property is a call: so what each step looks at is a field.
/// </summary>
internal abstract class Link
{
    /// <summary>Whether a client is connected, and what it is at.</summary>
    internal ConnectionState State;

    /// <summary>
    /// When something is due that does not wait for the client, on the server's clock: while something is being sent in pieces,
    /// <see cref="AtOnce"/>.
    /// </summary>
    internal long Deadline;

    /// <summary>
    /// The client's connection, while there is one; while the client's frames are being read, what gathers the answers to them.
    /// </summary>
    protected internal ITransport Transport;

    /// <summary>Since when the client has taken nothing, on the server's clock, or <see cref="NotStalled"/>.</summary>
    internal long StalledSince;

    /// <summary>What <see cref="StalledSince"/> is of a client that takes what it is sent.</summary>
    internal const long NotStalled = long.MinValue;

    /// <summary>A deadline before every other, to which the code is added with which a route wants to close.</summary>
    protected const long AtOnce = long.MinValue;

    private const int MaxCloseCode = 0xFFFF;

    /// <summary>What all slots share.</summary>
    protected readonly ServerResources Resources;

    private long _skipped;
    private FrameTally _tally;

    // What was sent, but for the frames of the group since the client joined it.
    private long _sentBase;
    private long _bytesBase;

    /// <summary>Makes a free slot's half.</summary>
    protected Link(ServerResources resources)
    {
        Resources = resources;
    }

    /// <summary>The code with which a route wants to close, or 0.</summary>
    internal int RequestedClose => Deadline <= AtOnce + MaxCloseCode ? (int)(Deadline - AtOnce) : 0;

    /// <summary>Whether the client's frames are being read: then what is sent to it is gathered.</summary>
    internal bool IsBeingRead => Transport == Resources.Replies;

    /// <summary>Gathers what is sent while the client's frames are being read.</summary>
    internal ReplyBuffer Replies => Resources.Replies;

    /// <summary>The index of the subprotocol that was agreed on, or -1.</summary>
    internal abstract int Subprotocol { get; }

    /// <summary>Whether the client may change something.</summary>
    internal abstract bool MaySet { get; }

    /// <summary>The endpoint of a client that speaks WebSocket.</summary>
    internal abstract object Endpoint { get; }

    /// <summary>Where a frame is built.</summary>
    internal FrameBuffer Frame => Resources.Frame;

    /// <summary>The client's address and port, for people to read.</summary>
    internal string RemoteAddress => Transport.RemoteAddress;

    /// <summary>How many messages were sent.</summary>
    internal long Sent => _tally == null ? _sentBase : _sentBase + _tally.Frames;

    /// <summary>How many messages the client could not take.</summary>
    internal long Skipped => _skipped;

    /// <summary>How many bytes were sent.</summary>
    internal long BytesSent => _tally == null ? _bytesBase : _bytesBase + _tally.Bytes;

    /// <summary>Whether the client has taken nothing for too long.</summary>
    protected bool IsStalled => StalledSince != NotStalled && Resources.Now - StalledSince >= Resources.Options.StallTimeout;

    /// <summary>Sends a message to this client alone.</summary>
    /// <returns>Whether it was taken; else it is skipped.</returns>
    internal bool TrySendAlone(byte[] buffer, int offset, int count)
    {
        SendResult result = SendBytes(buffer, offset, count);
        if (result != SendResult.Sent)
        {
            NoteRefusal(result);
            return false;
        }

        StalledSince = NotStalled;
        CountSent();
        return true;
    }

    /// <summary>Counts a message that this client alone was sent.</summary>
    internal void CountSent()
    {
        _sentBase++;
    }

    /// <summary>Notes that the client has not taken a message: it is skipped, or the client is gone.</summary>
    internal void NoteRefusal(SendResult result)
    {
        if (result == SendResult.Broken)
        {
            // The connection's next step finds its end.
            Transport.Close();
            Transport = EndedTransport.Instance;
            Resources.HasEnded = true;
            return;
        }

        CountSkipped();
        if (IsBeingRead)
        {
            // That there is no room for one more answer to what was read says nothing of the client.
            return;
        }

        NoteStall();
        if (IsStalled && State == ConnectionState.Open)
        {
            State = ConnectionState.Overdue;
            Resources.HasEnded = true;
        }
    }

    /// <summary>Counts a message that the client could not take.</summary>
    internal void CountSkipped()
    {
        _skipped++;
        Resources.Counters.Skipped++;
    }

    /// <summary>Takes back that the group counted a frame for this client.</summary>
    internal void Uncount(int size)
    {
        _sentBase--;
        _bytesBase -= size;
    }

    internal void Join(FrameTally tally)
    {
        _tally = tally;
        _sentBase -= tally.Frames;
        _bytesBase -= tally.Bytes;
    }

    internal void Leave(FrameTally tally)
    {
        if (_tally == tally)
        {
            _sentBase += tally.Frames;
            _bytesBase += tally.Bytes;
            _tally = null;
        }
    }

    internal bool IsIn(FrameTally tally)
    {
        return _tally == tally;
    }

    internal bool IsInAny => _tally != null;

    /// <summary>Has the connection closed with the next step.</summary>
    internal void RequestClose(int code)
    {
        Deadline = AtOnce + code;
    }

    /// <summary>Has a message sent in fragments, from the next step on.</summary>
    internal void StartFragments()
    {
        State = ConnectionState.Fragments;
        Deadline = AtOnce + RequestedClose;
    }

    /// <summary>Starts to count for a new client.</summary>
    protected void ResetCounts()
    {
        StalledSince = NotStalled;
        _skipped = 0;
        _sentBase = 0;
        _bytesBase = 0;
    }

    /// <summary>Takes back what was counted of bytes that have gone nowhere yet: the send of all replies counts them.</summary>
    /// <param name="bytesSent">What <see cref="BytesSent"/> was before.</param>
    protected void UncountReplies(long bytesSent)
    {
        _bytesBase += bytesSent - BytesSent;
    }

    /// <summary>Notes that the client took something or sent something.</summary>
    protected void EndStall()
    {
        StalledSince = NotStalled;
    }

    /// <summary>Notes that the client takes nothing now.</summary>
    protected void NoteStall()
    {
        if (StalledSince == NotStalled)
        {
            StalledSince = Resources.Now;
        }
    }

    /// <summary>Sends bytes that are no message of a group.</summary>
    /// <returns>What became of them.</returns>
    protected SendResult SendBytes(byte[] buffer, int offset, int count)
    {
        SendResult result = Transport.Send(buffer, offset, count);
        if (result == SendResult.Sent)
        {
            _bytesBase += count;
        }

        return result;
    }
}
