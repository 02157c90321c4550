using Sensorcast.Sensors;
using Sensorcast.Http;
using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// One slot of the server's table: a client's connection from its start to its end. Moves bytes and keeps deadlines; what the bytes say is
/// <see cref="HttpExchange"/>'s and <see cref="WebSocketExchange"/>'s. Made at start-up and used again for each client. On the board a field costs
/// 12 bytes whatever it holds, and a property is a call: so here is only what must be remembered between two steps, and what each step looks at
/// is a field.
/// </summary>
internal sealed class Connection
{
    /// <summary>What it is at.</summary>
    internal ConnectionState State;

    /// <summary>The encoding whose live frames it gets now, or <see langword="null"/>.</summary>
    internal LiveFrame Subscription;

    /// <summary>Whether it was not read because nothing could be sent: then it is served before live frames take what room there is.</summary>
    internal bool IsHeldBack;

    private const int QuietTime = 100; // a lingering peer that has sent nothing for so many milliseconds has nothing more to send
    private const int RefusalTime = 1000; // milliseconds for a request that will be refused, and for the last words: meanwhile nobody else is let in
    private const long NotStalled = long.MinValue;

    private readonly ServerResources _resources;
    private readonly bool _refuses;
    private readonly Request _request = new Request();
    private readonly FrameState _frames;
    private readonly FirstPackCursor _firstPack = new FirstPackCursor();
    private ITransport _transport;
    private long _openedAt;
    private long _deadline;
    private long _lingerEnd;
    private EndReason _lingerReason;
    private long _stalledSince;
    private bool _pingIsOut;
    private int _nextPiece;
    private long _skipped;

    // What was sent, but for the live frames since it subscribed: of these the frame itself counts, so that sending one costs no counting.
    private long _sentBase;
    private long _bytesBase;

    /// <summary>Makes a free slot.</summary>
    /// <param name="resources">What all connections share.</param>
    /// <param name="refuses">Whether every whole request is answered 503: the slot for those that find all others taken.</param>
    internal Connection(ServerResources resources, bool refuses)
    {
        _resources = resources;
        _refuses = refuses;

        // A connection that speaks WebSocket has no request to remember any more.
        _frames = new FrameState(_request.Scratch);
    }

    /// <summary>Whether it may give way to a newcomer: a browser's spare connection that has sent nothing yet.</summary>
    internal bool IsSilent => State == ConnectionState.Request && !_request.HasStarted && !_transport.CanReceive;

    /// <summary>The client's address, while one is connected.</summary>
    internal string RemoteAddress => _transport.RemoteAddress;

    /// <summary>When the client connected, on the server's clock.</summary>
    internal long OpenedAt => _openedAt;

    /// <summary>How many live packs it got.</summary>
    internal long Sent => Subscription == null ? _sentBase : _sentBase + Subscription.Count;

    /// <summary>How many live packs it could not take.</summary>
    internal long Skipped => _skipped;

    /// <summary>How many bytes it got.</summary>
    internal long BytesSent => Subscription == null ? _bytesBase : _bytesBase + Subscription.TotalLength;

    /// <summary>Whether it is an open WebSocket whose client is listened to.</summary>
    private bool IsListening => State == ConnectionState.Live || State == ConnectionState.Echo;

    private LiveFrame Encoding => _request.Subprotocol == Subprotocols.Cbor ? _resources.CborFrame : _resources.JsonFrame;

    internal void Open(ITransport transport, long now)
    {
        _transport = transport;
        State = ConnectionState.Request;
        _openedAt = now;
        _deadline = now + (_refuses ? RefusalTime : _resources.Options.RequestTimeout);
        _stalledSince = NotStalled;
        _pingIsOut = false;
        IsHeldBack = false;
        _skipped = 0;
        _sentBase = 0;
        _bytesBase = 0;
        _request.Reset();
    }

    /// <summary>Ends the connection at once and frees the slot.</summary>
    internal void Cut(EndReason reason)
    {
        Unsubscribe();
        _resources.Counters.CountEnd(reason, _sentBase);
        _transport.Close();
        _transport = null;
        IsHeldBack = false;
        State = ConnectionState.Free;
    }

    /// <summary>Does what can be done now: at most one read and a few sends.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    internal bool Step(long now)
    {
        // While a document is being sent nothing is listened to: who has finished sending may well wait for the rest of it. Nor while a first
        // pack is: no other message may come between its fragments (RFC 6455 section 5.4), so nothing could be answered.
        if (State >= ConnectionState.Document)
        {
            return SendNext(now);
        }

        bool canReceive = _transport.CanReceive;
        if (now >= _deadline && !(canReceive && IsListening))
        {
            OnDeadline(now);
            return false;
        }

        if (!canReceive)
        {
            return false;
        }

        bool more = Receive(now);
        if (State >= ConnectionState.Document)
        {
            more |= SendNext(now);
        }

        return more;
    }

    /// <summary>Sends the newest live frame, or skips it when the client cannot take it now.</summary>
    internal void SendLive(byte[] buffer, int start, int length, long now)
    {
        ITransport transport = _transport;
        bool canSend = transport.CanSend;
        if (canSend && transport.Send(buffer, start, length))
        {
            _stalledSince = NotStalled;
            return;
        }

        _sentBase--;
        _bytesBase -= length;
        if (canSend)
        {
            Cut(EndReason.Vanished);
        }
        else
        {
            _skipped++;
            _resources.Counters.Skipped++;
            OnStall(now);
        }
    }

    /// <summary>Starts to end the connection because the server goes down.</summary>
    internal void GoAway(long now)
    {
        if ((IsListening || State == ConnectionState.FirstPack) && _transport.CanSend)
        {
            Unsubscribe();
            State = ConnectionState.Closing;
            _deadline = now + _resources.Options.CloseTimeout;
            byte[] buffer = _resources.SendBuffer;
            SendOrCut(buffer, 0, FrameWriter.WriteClose(buffer, 0, CloseCode.GoingAway));
        }
        else if (State != ConnectionState.Free && State != ConnectionState.Closing && State != ConnectionState.Lingering)
        {
            Cut(EndReason.WentAway);
        }
    }

    private void OnDeadline(long now)
    {
        switch (State)
        {
            case ConnectionState.Request:
                if (_transport.CanSend)
                {
                    End(_resources.Http.TimeOut(_request, _refuses, _resources.SendBuffer), EndReason.Silent, now);
                }
                else
                {
                    Cut(EndReason.Silent);
                }

                break;
            case ConnectionState.Closing:
                Cut(EndReason.WentAway);
                break;
            case ConnectionState.Lingering:
                Cut(_lingerReason);
                break;
            default:
                if (_pingIsOut)
                {
                    Cut(EndReason.Silent);
                }
                else
                {
                    Ping(now);
                }

                break;
        }
    }

    private void Ping(long now)
    {
        // A client that cannot even take a ping is as silent as before, and gets no more time than with one.
        _pingIsOut = true;
        _deadline = now + _resources.Options.PongTimeout;
        if (_transport.CanSend)
        {
            _stalledSince = NotStalled;
            SendOrCut(FrameReply.Ping, 0, FrameReply.Ping.Length);
        }
    }

    private bool Receive(long now)
    {
        // Whatever is read may have to be answered, and an answer never waits: so nothing is read while nothing can be sent. That holds back
        // a client that does not take its echo, by TCP's own means.
        IsHeldBack = State != ConnectionState.Lingering && !_transport.CanSend;
        if (IsHeldBack)
        {
            _resources.HasHeldBack = true;
            OnStall(now);
            return false;
        }

        byte[] buffer = _resources.ReceiveBuffer;
        int count = _transport.Receive(buffer, 0, buffer.Length);
        if (count == 0)
        {
            Cut(State == ConnectionState.Lingering ? _lingerReason : EndReason.Vanished);
            return false;
        }

        _stalledSince = NotStalled;
        switch (State)
        {
            case ConnectionState.Request:
                ReadRequest(buffer, count, now);
                break;
            case ConnectionState.Lingering:
                Linger(now);
                break;
            default:
                ReadFrames(buffer, 0, count, 0, now);
                break;
        }

        return true;
    }

    private void ReadRequest(byte[] buffer, int count, long now)
    {
        HttpExchange http = _resources.Http;
        byte[] reply = _resources.SendBuffer;
        int size = http.Read(_request, _transport, _refuses, buffer, count, reply);
        switch (http.Outcome)
        {
            case HttpOutcome.End:
                // A body that was refused may still be on its way.
                bool peerIsDone = _request.IsComplete && !_request.HasBody;
                End(size, peerIsDone ? EndReason.Done : EndReason.Failed, now);
                break;
            case HttpOutcome.Document:
                State = ConnectionState.Document;
                _nextPiece = 0;
                SendOrCut(reply, 0, size);
                break;
            case HttpOutcome.Upgrade:
                StartWebSocket(now);

                // Bytes that follow the request are frames already; what answers them goes out behind the 101.
                ReadFrames(buffer, http.Consumed, count, size, now);
                break;
        }
    }

    private void StartWebSocket(long now)
    {
        _frames.Reset();
        State = ConnectionState.Echo;
        if (_request.Path == Paths.Stream)
        {
            State = ConnectionState.FirstPack;
            _firstPack.Start(now, _resources.WallTime.At(now * 1000));
        }
    }

    private void ReadFrames(byte[] buffer, int offset, int end, int replySize, long now)
    {
        WebSocketExchange webSocket = _resources.WebSocket;
        byte[] reply = _resources.SendBuffer;
        replySize = webSocket.Read(_frames, State, _request.MaySet, buffer, offset, end, reply, replySize);
        if (webSocket.Outcome != WebSocketOutcome.ReadOn)
        {
            End(replySize, webSocket.Outcome == WebSocketOutcome.Closed ? EndReason.Done : EndReason.Failed, now);
            return;
        }

        if (State != ConnectionState.Closing)
        {
            _pingIsOut = false;
            _deadline = now + _resources.Options.IdleTimeout;
        }

        if (replySize > 0)
        {
            SendOrCut(reply, 0, replySize);
        }
    }

    private bool SendNext(long now)
    {
        if (!_transport.CanSend)
        {
            OnStall(now);
            return false;
        }

        _stalledSince = NotStalled;
        if (State == ConnectionState.Document)
        {
            SendPieces(now);
        }
        else
        {
            SendFirstPackFragment(now);
        }

        return true;
    }

    private void SendPieces(long now)
    {
        Document document = _resources.Http.DocumentAt(_request.Path);
        byte[] buffer = _resources.SendBuffer;
        int count = document.PieceCount;
        int size = 0;
        while (_nextPiece < count && buffer.Length - size >= document.MaxPieceSize)
        {
            size = document.WritePiece(_nextPiece++, buffer, size);
        }

        if (_nextPiece == count)
        {
            End(size, EndReason.Done, now);
        }
        else if (size > 0)
        {
            SendOrCut(buffer, 0, size);
        }
    }

    private void SendFirstPackFragment(long now)
    {
        byte[] buffer = _resources.SendBuffer;
        int size = WebSocketExchange.WriteFirstPackFragment(_firstPack, Encoding, buffer, out int start);
        if (SendOrCut(buffer, start, size) && _firstPack.IsDone)
        {
            State = ConnectionState.Live;
            _deadline = now + _resources.Options.IdleTimeout;
            Subscribe(Encoding);
        }
    }

    private bool SendOrCut(byte[] buffer, int offset, int count)
    {
        if (_transport.Send(buffer, offset, count))
        {
            _bytesBase += count;
            return true;
        }

        Cut(EndReason.Vanished);
        return false;
    }

    /// <summary>Sends the last words from the send buffer, and closes as soon as that cannot lose them.</summary>
    private void End(int size, EndReason reason, long now)
    {
        Unsubscribe();
        if (size > 0 && !SendOrCut(_resources.SendBuffer, 0, size))
        {
            return;
        }

        // Who broke a rule may still be sending; of the others it is known that they have said all.
        if (reason == EndReason.Done && !_transport.CanReceive)
        {
            Cut(reason);
            return;
        }

        State = ConnectionState.Lingering;
        _lingerReason = reason;
        _lingerEnd = now + (_refuses ? RefusalTime : _resources.Options.CloseTimeout);
        Linger(now);
    }

    private void Linger(long now)
    {
        long quietEnd = now + QuietTime;
        _deadline = quietEnd < _lingerEnd ? quietEnd : _lingerEnd;
    }

    private void OnStall(long now)
    {
        if (_stalledSince == NotStalled)
        {
            _stalledSince = now;
        }
        else if (now - _stalledSince >= _resources.Options.StallTimeout)
        {
            Cut(EndReason.Stalled);
        }
    }

    private void Subscribe(LiveFrame frame)
    {
        Subscription = frame;
        frame.Subscribers++;
        _sentBase -= frame.Count;
        _bytesBase -= frame.TotalLength;
    }

    private void Unsubscribe()
    {
        LiveFrame frame = Subscription;
        if (frame != null)
        {
            _sentBase += frame.Count;
            _bytesBase += frame.TotalLength;
            frame.Subscribers--;
            Subscription = null;
        }
    }
}
