using System;
using Sensorcast.Http;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// One slot of the server's table: a client's connection from its start to its end. Moves bytes and keeps deadlines; what the bytes say is
/// <see cref="HttpExchange"/>'s and <see cref="WebSocketExchange"/>'s. Made at start-up and used again for each client, so here is only what must be
/// remembered between two steps.
/// </summary>
internal sealed class Connection : Link
{
    private const int QuietTime = 100; // a lingering peer that has sent nothing for so many milliseconds has nothing more to send
    private const int RefusalTime = 1000; // milliseconds for a request that will be refused, and for the last words: meanwhile no other client is let in
    private const int RefusalSlot = -1;
    private const int HeldBackBit = 1;
    private const int PingBit = 2;
    private const int MaySetBit = 4;
    private const int SubprotocolShift = 3;
    private const int SubprotocolMask = 0x1FF;
    private const int LingerShift = 12;

    private readonly Exchanges _exchanges;

    // In the slot that refuses these are null: no client speaks WebSocket there.
    private readonly FrameState _frames;
    private readonly WebSocketClient _ownClient;

    // The request that is being read, and what it has led to: the route of a document or a WebSocket.
    private RequestState _request;
    private Route _route;

    private WebSocketClient _client;
    private long _openedAt;
    private long _lingerEnd;
    private int _nextPiece;

    // What takes few bits shares one field: the bits above, one more than the subprotocol's index, and why the client lingers.
    private int _bits;

    /// <summary>Makes a free slot.</summary>
    /// <param name="resources">What all connections share.</param>
    /// <param name="exchanges">The protocols, which they share too.</param>
    /// <param name="slot">
    /// Its index; -1 for the slot in which every whole request is answered 503, for those that find all others taken.
    /// </param>
    internal Connection(ServerResources resources, Exchanges exchanges, int slot = RefusalSlot)
        : base(resources)
    {
        _exchanges = exchanges;
        if (slot != RefusalSlot)
        {
            _frames = new FrameState();
            _ownClient = new WebSocketClient(slot);
        }
    }

    /// <inheritdoc/>
    internal override int Subprotocol => ((_bits >> SubprotocolShift) & SubprotocolMask) - 1;

    /// <inheritdoc/>
    internal override bool MaySet => (_bits & MaySetBit) != 0;

    /// <inheritdoc/>
    internal override object Endpoint => _route;

    /// <summary>Whether it may give way to a newcomer: a browser's spare connection that has sent nothing yet.</summary>
    internal bool IsSilent => State == ConnectionState.Request && _request == null && !Transport.CanReceive;

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

    /// <summary>Whether it was not read because nothing could be sent: then it is served before live frames take what room there is.</summary>
    internal bool IsHeldBack => (_bits & HeldBackBit) != 0;

    private bool PingIsOut => (_bits & PingBit) != 0;

    private EndReason LingerReason => (EndReason)(_bits >> LingerShift);

    private bool Refuses => _ownClient == null;

    private int Slot => Refuses ? RefusalSlot : _ownClient.Slot;

    private WebSocketEndpoint Route => (WebSocketEndpoint)_route;

    internal void Open(ITransport transport, long now)
    {
        Transport = transport;
        State = ConnectionState.Request;
        _openedAt = now;
        Deadline = now + (Refuses ? RefusalTime : Resources.Options.RequestTimeout);
        _bits = 0;
        ResetCounts();
    }

    /// <summary>Ends the connection at once and frees the slot.</summary>
    internal void Cut(EndReason reason)
    {
        LeaveEndpoint(CloseCode.Abnormal);
        EndRequest();
        Resources.Counters.CountEnd(reason, Sent);
        Transport.Close();
        Transport = null;
        _bits = 0;
        State = ConnectionState.Free;
    }

    /// <summary>Ends the connection of a client that broke or stalled with a frame of this step, so that a newcomer gets its slot.</summary>
    internal void EndIfOver()
    {
        if (Transport == EndedTransport.Instance)
        {
            Cut(EndReason.Vanished);
        }
        else if (State == ConnectionState.Overdue && IsStalled)
        {
            Cut(EndReason.Stalled);
        }
        else if (State == ConnectionState.Overdue)
        {
            // It has taken a later frame after all.
            State = ConnectionState.Open;
        }
    }

    /// <summary>Does what can be done now: at most one read and a few sends.</summary>
    /// <returns>Whether there may be more to do at once.</returns>
    internal bool Step(long now)
    {
        // While a document is being sent nothing is listened to: a client that has finished sending may well wait for the rest of it. Nor while a message
        // in fragments is: no other message may come between them (RFC 6455 section 5.4), so nothing could be answered.
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

        bool canReceive = Transport.CanReceive;
        if (now >= Deadline && !(canReceive && State == ConnectionState.Open && RequestedClose == 0))
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

    /// <summary>Starts to end the connection because the server goes down.</summary>
    internal void GoAway(long now)
    {
        if ((State == ConnectionState.Open || State == ConnectionState.Fragments) && Transport.CanSend)
        {
            CloseWith(CloseCode.GoingAway, now);
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
            case ConnectionState.Body:
                if (Transport.CanSend)
                {
                    End(_exchanges.Http.TimeOut(_request, Refuses, Resources.SendBuffer), EndReason.Silent, now);
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
            Cut(EndReason.Silent);
        }
        else
        {
            Ping(now);
        }
    }

    /// <summary>Closes as a route has asked for, as soon as the client takes the close frame.</summary>
    private void CloseIfPossible(long now)
    {
        if (Transport.CanSend)
        {
            CloseWith(RequestedClose, now);
        }
        else
        {
            NoteStall();
            if (IsStalled)
            {
                Cut(EndReason.Stalled);
            }
        }
    }

    private void Ping(long now)
    {
        // A client that cannot even take a ping is as silent as before, and gets no more time than with one.
        _bits |= PingBit;
        Deadline = now + Resources.Options.PongTimeout;
        byte[] buffer = Resources.SendBuffer;
        FrameWriter.WriteHeader(buffer, FrameWriter.HeaderSize(0), 0, Opcode.Ping, isFinal: true);
        SendResult result = SendBytes(buffer, 0, FrameWriter.HeaderSize(0));
        if (result == SendResult.Sent)
        {
            EndStall();
        }
        else if (result == SendResult.Broken)
        {
            Cut(EndReason.Vanished);
        }
    }

    private bool Receive(long now)
    {
        // What is read may have to be answered, and an answer never waits: so nothing is read while nothing can be sent. That holds back a client that
        // does not take its echo, by TCP's own means.
        bool isHeldBack = State != ConnectionState.Lingering && !Transport.CanSend;
        _bits = isHeldBack ? _bits | HeldBackBit : _bits & ~HeldBackBit;
        if (isHeldBack)
        {
            Resources.HasHeldBack = true;
            NoteStall();
            if (IsStalled)
            {
                Cut(EndReason.Stalled);
            }

            return false;
        }

        byte[] buffer = Resources.ReceiveBuffer;
        int count = Transport.Receive(buffer, 0, buffer.Length);
        if (count == 0)
        {
            Cut(State == ConnectionState.Lingering ? LingerReason : EndReason.Vanished);
            return false;
        }

        EndStall();
        switch (State)
        {
            case ConnectionState.Request:
                ReadRequest(buffer, count, now);
                break;
            case ConnectionState.Body:
                Answer(_exchanges.Http.ReadBody(_request, Transport, Slot, buffer, 0, count, Resources.SendBuffer), buffer, count, now);
                break;
            case ConnectionState.Lingering:
                Linger(now);
                break;
            case ConnectionState.Closing:
                ReadAfterClose(buffer, count, now);
                break;
            default:
                Resources.Replies.Size = 0;
                ReadFrames(buffer, 0, count, isOpening: false, now);
                break;
        }

        return true;
    }

    private void ReadRequest(byte[] buffer, int count, long now)
    {
        HttpExchange http = _exchanges.Http;
        _request ??= http.StartRequest();
        if (_request == null)
        {
            End(http.RefuseUnread(Resources.SendBuffer), EndReason.Failed, now);
            return;
        }

        Answer(http.Read(_request, Transport, Slot, buffer, count, Resources.SendBuffer), buffer, count, now);
    }

    private void Answer(int size, byte[] buffer, int count, long now)
    {
        switch (_exchanges.Http.Outcome)
        {
            case HttpOutcome.End:
                // A body that was refused may still be on its way.
                End(size, _exchanges.Http.HasReadAll ? EndReason.Done : EndReason.Failed, now);
                break;
            case HttpOutcome.Body:
                State = ConnectionState.Body;
                if (size > 0)
                {
                    SendOrCut(Resources.SendBuffer, 0, size);
                }

                break;
            case HttpOutcome.Document:
                State = ConnectionState.Document;
                _route = _exchanges.Http.RouteOf(_request);
                EndRequest();
                _nextPiece = 0;
                SendPieces(size, now);
                break;
            case HttpOutcome.Upgrade:
                Resources.Replies.Size = size;
                StartWebSocket(buffer, count, now);
                break;
        }
    }

    /// <summary>Opens the WebSocket. Bytes that follow the request are frames already; what answers them goes out after the 101.</summary>
    private void StartWebSocket(byte[] buffer, int count, long now)
    {
        _route = _exchanges.Http.RouteOf(_request);
        _bits = ((_request.Subprotocol + 1) << SubprotocolShift) | (_request.MaySet ? MaySetBit : 0);
        EndRequest();
        _frames.Reset();
        State = ConnectionState.Open;
        _client = Route.ForgetsClients ? _ownClient : new WebSocketClient(_ownClient.Slot);
        _client.Attach(this);
        ReadFrames(buffer, _exchanges.Http.Consumed, count, isOpening: true, now);
    }

    private void ReadFrames(byte[] buffer, int offset, int end, bool isOpening, long now)
    {
        WebSocketEndpoint endpoint = Route;
        Resources.Reader = this;
        Resources.NoteRoute(endpoint.Path);
        try
        {
            if (isOpening)
            {
                endpoint.Opened(_client);
            }

            _exchanges.WebSockets.Read(endpoint, _client, _frames, buffer, offset, end);
        }
        catch (Exception e)
        {
            Resources.NoteRouteFailure(endpoint.Path, e);
            _exchanges.WebSockets.Fail(CloseCode.InternalError);
        }

        Resources.Reader = null;
        if (_exchanges.WebSockets.Outcome != WebSocketOutcome.ReadOn)
        {
            FinishWebSocket(now);
            return;
        }

        _bits &= ~PingBit;
        Deadline = now + Resources.Options.IdleTimeout;
        if (Resources.Replies.Size > 0)
        {
            SendOrCut(Resources.SendBuffer, 0, Resources.Replies.Size);
        }
    }

    private void ReadAfterClose(byte[] buffer, int count, long now)
    {
        _exchanges.WebSockets.ReadAfterClose(Route.MaxMessageSize, _frames, buffer, 0, count);
        if (_exchanges.WebSockets.Outcome != WebSocketOutcome.ReadOn)
        {
            End(0, _exchanges.WebSockets.Outcome == WebSocketOutcome.Closed ? EndReason.Done : EndReason.Failed, now);
        }
    }

    /// <summary>Closes with a code; the client can take the close frame now.</summary>
    private void CloseWith(int code, long now)
    {
        Resources.Replies.Size = 0;
        _exchanges.WebSockets.StartClosing(code);
        FinishWebSocket(now);
    }

    /// <summary>Sends the close frame that is in the reply buffer, and waits for the peer's where it is still to come.</summary>
    private void FinishWebSocket(long now)
    {
        int size = Resources.Replies.Size;
        LeaveEndpoint(_exchanges.WebSockets.Code);
        if (_exchanges.WebSockets.Outcome == WebSocketOutcome.Closing)
        {
            State = ConnectionState.Closing;
            Deadline = now + Resources.Options.CloseTimeout;
            SendOrCut(Resources.SendBuffer, 0, size);
        }
        else
        {
            End(size, _exchanges.WebSockets.Outcome == WebSocketOutcome.Closed ? EndReason.Done : EndReason.Failed, now);
        }
    }

    private void LeaveEndpoint(int code)
    {
        if (_client == null)
        {
            return;
        }

        WebSocketClient client = _client;
        WebSocketEndpoint endpoint = Route;
        _client = null;
        endpoint.Leave(client);
        client.Detach();
        try
        {
            endpoint.Closed(client, code);
        }
        catch (Exception e)
        {
            Resources.NoteRouteFailure(endpoint.Path, e);
        }
    }

    private bool SendNext(long now)
    {
        if (!Transport.CanSend)
        {
            NoteStall();
            if (IsStalled)
            {
                Cut(EndReason.Stalled);
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

    /// <summary>Fills the send buffer with the next pieces and sends it.</summary>
    /// <param name="size">How much is in the buffer already: the head comes with the first pieces.</param>
    /// <param name="now">The time of the step.</param>
    private void SendPieces(int size, long now)
    {
        Route document = _route;
        byte[] buffer = Resources.SendBuffer;
        bool isFirst = size > 0;
        Resources.NoteRoute(document.Path);
        bool isLast;
        try
        {
            isLast = document.WritePieces(Slot, ref _nextPiece, buffer, ref size);
        }
        catch (Exception e)
        {
            Resources.NoteRouteFailure(document.Path, e);
            if (isFirst)
            {
                End(_exchanges.Http.Fail(buffer), EndReason.Failed, now);
            }
            else
            {
                // Too late for a status: what was promised does not come, and the end of the connection has to say so.
                Cut(EndReason.Failed);
            }

            return;
        }

        if (isLast)
        {
            End(size, EndReason.Done, now);
        }
        else if (size > 0)
        {
            SendOrCut(buffer, 0, size);
        }
    }

    private void SendFragment(long now)
    {
        WebSocketEndpoint endpoint = Route;
        byte[] buffer = Resources.SendBuffer;
        Resources.NoteRoute(endpoint.Path);
        try
        {
            int size = endpoint.WriteFragment(_client, buffer, out int start, out bool isFinal);
            if (SendOrCut(buffer, start, size) && isFinal)
            {
                State = ConnectionState.Open;
                Deadline = RequestedClose == 0 ? now + Resources.Options.IdleTimeout : Deadline;
                endpoint.MessageSent(_client);
            }
        }
        catch (Exception e)
        {
            Resources.NoteRouteFailure(endpoint.Path, e);
            State = ConnectionState.Open;
            RequestClose(CloseCode.InternalError);
        }
    }

    private bool SendOrCut(byte[] buffer, int offset, int count)
    {
        if (SendBytes(buffer, offset, count) == SendResult.Sent)
        {
            return true;
        }

        // There was room a moment ago, so this is not a matter of waiting.
        Cut(EndReason.Vanished);
        return false;
    }

    /// <summary>Sends the last words from the send buffer, and closes as soon as that cannot lose them.</summary>
    private void End(int size, EndReason reason, long now)
    {
        EndRequest();
        if (size > 0 && !SendOrCut(Resources.SendBuffer, 0, size))
        {
            return;
        }

        // A client that broke a rule may still be sending; of the others it is known that they have said all.
        if (Transport.LingersOnClose || (reason == EndReason.Done && !Transport.CanReceive))
        {
            Cut(reason);
            return;
        }

        State = ConnectionState.Lingering;
        _bits = (int)reason << LingerShift;
        _lingerEnd = now + (Refuses ? RefusalTime : Resources.Options.CloseTimeout);
        Linger(now);
    }

    private void EndRequest()
    {
        if (_request != null)
        {
            _exchanges.Http.EndRequest(_request);
            _request = null;
        }
    }

    private void Linger(long now)
    {
        long quietEnd = now + QuietTime;
        Deadline = quietEnd < _lingerEnd ? quietEnd : _lingerEnd;
    }
}
