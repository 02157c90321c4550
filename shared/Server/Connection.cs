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

    /// <summary>How many live packs it could not take.</summary>
    internal long Skipped { get; private set; }

    private bool IsOpenWebSocket => _state >= ConnectionState.FirstPack && _state <= ConnectionState.Echo;

    internal void Open(ITransport transport, long now)
    {
        _transport = transport;
        _state = ConnectionState.Request;
        _deadline = now + _options.RequestTimeout;
        _stalledSince = NotStalled;
        _pingIsOut = false;
        Skipped = 0;
        _http.Reset();
    }

    /// <summary>Ends the connection at once and frees the slot.</summary>
    internal void Cut()
    {
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
        if (_state == ConnectionState.Page || _state == ConnectionState.FirstPack)
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
            OnStall(now);
        }
        else if (_transport.Send(frame.Buffer, frame.Start, frame.Length))
        {
            _stalledSince = NotStalled;
        }
        else
        {
            Cut();
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
            Cut();
        }
    }

    private void OnDeadline(long now)
    {
        if (_state == ConnectionState.Request && _transport.CanSend)
        {
            End(_http.TimeOut(_resources.SendBuffer), peerIsDone: false, now);
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
            Cut();
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
            Cut();
            return false;
        }

        _stalledSince = NotStalled;
        switch (_state)
        {
            case ConnectionState.Request:
                ReadRequest(buffer, count, now);
                break;
            case ConnectionState.Page:
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
                End(size, peerIsDone: _http.IsComplete, now);
                break;
            case HttpOutcome.Page:
                _state = ConnectionState.Page;
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
            End(replySize, peerIsDone: !_webSocket.HasFailed, now);
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
        if (_state == ConnectionState.Page)
        {
            SendPagePiece(now);
        }
        else
        {
            SendFirstPackFragment();
        }

        return true;
    }

    private void SendPagePiece(long now)
    {
        byte[] piece = DashboardPage.Piece(_nextPiece++);
        if (SendOrCut(piece, 0, piece.Length) && _nextPiece * DashboardPage.PieceSize >= DashboardPage.Length)
        {
            End(0, peerIsDone: true, now);
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
            return true;
        }

        Cut();
        return false;
    }

    /// <summary>Sends the last words from the send buffer, and closes as soon as that cannot lose them.</summary>
    private void End(int size, bool peerIsDone, long now)
    {
        Unsubscribe();
        if (size > 0 && !SendOrCut(_resources.SendBuffer, 0, size))
        {
            return;
        }

        if (peerIsDone && !_transport.CanReceive)
        {
            Cut();
            return;
        }

        _state = ConnectionState.Lingering;
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
            Cut();
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
