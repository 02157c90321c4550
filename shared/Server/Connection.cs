using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// One slot of the server's table: a client's connection from its start to its end. Moves bytes and keeps deadlines; what the bytes say is
/// <see cref="HttpExchange"/>'s and <see cref="WebSocketSession"/>'s. Made at start-up and used again for each client.
/// </summary>
internal sealed class Connection
{
    private const int QuietTime = 100; // a lingering peer that has sent nothing for so many milliseconds has nothing more to send
    private const long NotStalled = long.MinValue;

    private readonly ServerResources _resources;
    private readonly ServerOptions _options;
    private readonly HttpExchange _http;
    private readonly WebSocketSession _webSocket;
    private ITransport _transport;
    private ConnectionState _state;
    private long _deadline;
    private long _lingerEnd;
    private EndReason _lingerReason;
    private long _stalledSince;
    private bool _pingIsOut;
    private int _nextPiece;

    /// <summary>Makes a free slot.</summary>
    /// <param name="resources">What all connections share.</param>
    /// <param name="refuses">Whether every whole request is answered 503: the slot for those that find all others taken.</param>
    internal Connection(ServerResources resources, bool refuses)
    {
        _resources = resources;
        _options = resources.Options;
        _http = new HttpExchange(resources, refuses);
        _webSocket = new WebSocketSession(_options.MaxMessageLength);
    }

    internal ConnectionState State => _state;

    /// <summary>Whether it may give way to a newcomer: a browser's spare connection that has sent nothing yet.</summary>
    internal bool IsSilent => _state == ConnectionState.Request && !_http.HasStarted;

    /// <summary>When the state's patience ends, on the server's clock.</summary>
    internal long Deadline => _deadline;

    /// <summary>The encoding whose live frames it gets now, or <see langword="null"/>.</summary>
    internal LiveFrame Subscription { get; private set; }

    /// <summary>How many live packs it got.</summary>
    internal long Sent { get; private set; }

    /// <summary>How many live packs it could not take.</summary>
    internal long Skipped { get; private set; }

    /// <summary>How many bytes it got.</summary>
    internal long BytesSent { get; private set; }

    private EndReason DeadlineReason =>
        _state == ConnectionState.Lingering ? _lingerReason
        : _state == ConnectionState.Closing ? EndReason.WentAway
        : EndReason.Silent;

    private bool IsOpenWebSocket => _state >= ConnectionState.FirstPack && _state <= ConnectionState.Echo;

    /// <summary>The client's address, while one is connected.</summary>
    internal string RemoteAddress => _transport.RemoteAddress;

    /// <summary>When the client connected, on the server's clock.</summary>
    internal long OpenedAt { get; private set; }

    internal void Open(ITransport transport, long now)
    {
        _transport = transport;
        OpenedAt = now;
        _state = ConnectionState.Request;
        _deadline = now + _options.RequestTimeout;
        _stalledSince = NotStalled;
        _pingIsOut = false;
        Sent = 0;
        Skipped = 0;
        BytesSent = 0;
        _http.Reset();
    }

    /// <summary>Ends the connection at once and frees the slot.</summary>
    internal void Cut(EndReason reason)
    {
        _resources.Counters.Ends[(int)reason]++;
        Unsubscribe();
        _transport.Close();
        _transport = null;
        _state = ConnectionState.Free;
    }

    /// <summary>Does what can be done now: at most one read and a few sends.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    internal bool Step(long now)
    {
        bool canReceive = _transport.CanReceive;
        if (now >= _deadline && !(canReceive && IsOpenWebSocket))
        {
            OnDeadline(now);
            return false;
        }

        bool more = canReceive && Receive(now);
        if (_state == ConnectionState.Document || _state == ConnectionState.FirstPack)
        {
            more |= SendNext(now);
        }

        return more;
    }

    /// <summary>Sends the newest live frame, or skips it when the client cannot take it now.</summary>
    internal void SendLive(LiveFrame frame, long now)
    {
        if (!_transport.CanSend)
        {
            Skipped++;
            _resources.Counters.Skipped++;
            OnStall(now);
        }
        else if (SendOrCut(frame.Buffer, frame.Start, frame.Length))
        {
            _stalledSince = NotStalled;
            Sent++;
            _resources.Counters.Sent++;
        }
    }

    /// <summary>Starts to end the connection because the server goes down.</summary>
    internal void GoAway(long now)
    {
        if (IsOpenWebSocket && _transport.CanSend)
        {
            Unsubscribe();
            _state = ConnectionState.Closing;
            _deadline = now + _options.CloseTimeout;
            SendOrCut(_resources.SendBuffer, 0, _webSocket.WriteClose(_resources.SendBuffer, 0, CloseCode.GoingAway));
        }
        else if (_state != ConnectionState.Free && _state < ConnectionState.Closing)
        {
            Cut(EndReason.WentAway);
        }
    }

    private void OnDeadline(long now)
    {
        if (_state == ConnectionState.Request && _transport.CanSend)
        {
            End(_http.TimeOut(_resources.SendBuffer), EndReason.Silent, now);
        }
        else if (IsOpenWebSocket && !_pingIsOut)
        {
            // A client that cannot even take a ping is as silent as before, and gets no more time than with one.
            _pingIsOut = true;
            _deadline = now + _options.PongTimeout;
            if (_transport.CanSend)
            {
                SendOrCut(FrameReply.Ping, 0, FrameReply.Ping.Length);
            }
        }
        else
        {
            Cut(DeadlineReason);
        }
    }

    private bool Receive(long now)
    {
        // Whatever is read may have to be answered, and an answer never waits: so nothing is read while nothing can be sent. That holds back
        // a client that does not take its echo, by TCP's own means.
        if (_state != ConnectionState.Lingering && !_transport.CanSend)
        {
            OnStall(now);
            return false;
        }

        byte[] buffer = _resources.ReceiveBuffer;
        int count = _transport.Receive(buffer, 0, buffer.Length);
        if (count == 0)
        {
            Cut(_state == ConnectionState.Lingering ? _lingerReason : EndReason.Vanished);
            return false;
        }

        _stalledSince = NotStalled;
        switch (_state)
        {
            case ConnectionState.Request:
                ReadRequest(buffer, count, now);
                break;
            case ConnectionState.Document:
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
        byte[] reply = _resources.SendBuffer;
        int size = _http.Read(buffer, count, reply);
        switch (_http.Outcome)
        {
            case HttpOutcome.End:
                End(size, _http.PeerIsDone ? EndReason.Done : EndReason.Failed, now);
                break;
            case HttpOutcome.Document:
                _state = ConnectionState.Document;
                _deadline = long.MaxValue;
                _nextPiece = 0;
                SendOrCut(reply, 0, size);
                break;
            case HttpOutcome.Upgrade:
                StartWebSocket(now);

                // Bytes that follow the request are frames already; what answers them goes out behind the 101.
                ReadFrames(buffer, _http.Consumed, count - _http.Consumed, size, now);
                break;
        }
    }

    private void StartWebSocket(long now)
    {
        if (_http.IsStream)
        {
            _state = ConnectionState.FirstPack;
            _webSocket.StartStream(now, _resources.Clock.UnixMilliseconds);
        }
        else
        {
            _state = ConnectionState.Echo;
            _webSocket.StartEcho();
        }
    }

    private void ReadFrames(byte[] buffer, int offset, int count, int replySize, long now)
    {
        byte[] reply = _resources.SendBuffer;
        replySize = _webSocket.Read(buffer, offset, count, reply, replySize);
        if (_webSocket.HasEnded)
        {
            End(replySize, _webSocket.HasFailed ? EndReason.Failed : EndReason.Done, now);
            return;
        }

        if (_state != ConnectionState.Closing)
        {
            _pingIsOut = false;
            _deadline = now + _options.IdleTimeout;
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
        if (_state == ConnectionState.Document)
        {
            SendPieces(now);
        }
        else
        {
            SendFirstPackFragment();
        }

        return true;
    }

    private void SendPieces(long now)
    {
        Document document = _http.Document;
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

    private void SendFirstPackFragment()
    {
        byte[] buffer = _resources.SendBuffer;
        LiveFrame encoding = _http.Encoding;
        int size = _webSocket.WriteFirstPackFragment(encoding, buffer, out int start);
        if (SendOrCut(buffer, start, size) && _webSocket.FirstPackIsDone)
        {
            _state = ConnectionState.Live;
            Subscription = encoding;
            encoding.Subscribers++;
        }
    }

    private bool SendOrCut(byte[] buffer, int offset, int count)
    {
        if (_transport.Send(buffer, offset, count))
        {
            BytesSent += count;
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

        _state = ConnectionState.Lingering;
        _lingerReason = reason;
        _lingerEnd = now + _options.CloseTimeout;
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
        else if (now - _stalledSince >= _options.StallTimeout)
        {
            Cut(EndReason.Stalled);
        }
    }

    private void Unsubscribe()
    {
        if (Subscription != null)
        {
            Subscription.Subscribers--;
            Subscription = null;
        }
    }
}
