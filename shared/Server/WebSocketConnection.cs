using System;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>The half of a slot that speaks WebSocket: reads frames, sends messages in fragments, and closes.</summary>
internal abstract class WebSocketConnection : HttpConnection
{
    private const int PingBit = 2;
    private const int MaySetBit = 4;
    private const int SubprotocolShift = 3; // one more than the subprotocol's index
    private const int SubprotocolMask = 0x1FF;

    // In the slot that refuses these are null: no client speaks WebSocket there.
    private readonly FrameState _frames;
    private readonly WebSocketClient _ownClient;

    private WebSocketClient _client;

    /// <summary>Makes a free slot's part.</summary>
    protected WebSocketConnection(ServerResources resources, Exchanges exchanges, int slot)
        : base(resources, exchanges)
    {
        if (slot != RefusalSlot)
        {
            _frames = new FrameState();
            _ownClient = new WebSocketClient(slot);
        }
    }

    /// <inheritdoc/>
    internal sealed override int Subprotocol => ((Bits >> SubprotocolShift) & SubprotocolMask) - 1;

    /// <inheritdoc/>
    internal sealed override bool MaySet => (Bits & MaySetBit) != 0;

    /// <inheritdoc/>
    internal sealed override object Endpoint => CurrentRoute;

    /// <inheritdoc/>
    protected sealed override bool Refuses => _ownClient == null;

    /// <inheritdoc/>
    protected sealed override int Slot => Refuses ? RefusalSlot : _ownClient.Slot;

    /// <summary>The route of an open client.</summary>
    protected WebSocketEndpoint Route => (WebSocketEndpoint)CurrentRoute;

    /// <summary>Whether the client has not answered a ping yet.</summary>
    protected bool PingIsOut => (Bits & PingBit) != 0;

    /// <inheritdoc/>
    protected sealed override void StartWebSocket(byte[] buffer, int count, long now)
    {
        CurrentRoute = Exchanges.Http.RouteOf(PendingRequest);
        Bits = ((PendingRequest.Subprotocol + 1) << SubprotocolShift) | (PendingRequest.MaySet ? MaySetBit : 0);
        EndRequest();
        _frames.Reset();
        State = ConnectionState.Open;
        _client = Route.ForgetsClients ? _ownClient : new WebSocketClient(_ownClient.Slot);
        _client.Attach(this);
        ReadFrames(buffer, Exchanges.Http.Consumed, count, isOpening: true, now);
    }

    /// <inheritdoc/>
    protected sealed override void LeaveRoute()
    {
        LeaveEndpoint(CloseCode.Abnormal);
        EndRequest();
    }

    /// <summary>Reads frames of an open client.</summary>
    protected void ReadFrames(byte[] buffer, int count, long now)
    {
        Resources.Replies.Size = 0;
        ReadFrames(buffer, 0, count, isOpening: false, now);
    }

    /// <summary>Reads what comes after our close frame.</summary>
    protected void ReadAfterClose(byte[] buffer, int count, long now)
    {
        Exchanges.WebSockets.ReadAfterClose(Route.MaxMessageSize, _frames, buffer, 0, count);
        if (Exchanges.WebSockets.Outcome != WebSocketOutcome.ReadOn)
        {
            End(0, Exchanges.WebSockets.Outcome == WebSocketOutcome.Closed ? DisconnectReason.Done : DisconnectReason.Failed, now);
        }
    }

    /// <summary>Sends the next fragment of a message.</summary>
    protected void SendFragment(long now)
    {
        WebSocketEndpoint endpoint = Route;
        byte[] buffer = Resources.SendBuffer;
        Resources.LastRoute = endpoint.Path;
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

    /// <summary>Asks a silent client whether it is still there.</summary>
    protected void Ping(long now)
    {
        // A client that cannot even take a ping is as silent as before, and gets no more time than with one.
        Bits |= PingBit;
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
            Cut(DisconnectReason.Vanished);
        }
    }

    /// <summary>Closes as a route has asked for, as soon as the client takes the close frame.</summary>
    protected void CloseIfPossible(long now)
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
                Cut(DisconnectReason.Stalled);
            }
        }
    }

    /// <summary>Closes with a code; the client can take the close frame now.</summary>
    protected void CloseWith(int code, long now)
    {
        Resources.Replies.Size = 0;
        Exchanges.WebSockets.StartClosing(code);
        FinishWebSocket(now);
    }

    private void ReadFrames(byte[] buffer, int offset, int end, bool isOpening, long now)
    {
        WebSocketEndpoint endpoint = Route;
        ReplyBuffer replies = Resources.Replies;
        long bytesSent = BytesSent;
        replies.Client = Transport;
        Transport = replies;
        Resources.LastRoute = endpoint.Path;

        // Before the frames are read: one of them may lead to a message in fragments, which has a deadline of its own.
        Bits &= ~PingBit;
        Deadline = now + Resources.Options.IdleTimeout;
        try
        {
            if (isOpening)
            {
                endpoint.Opened(_client);
            }

            Exchanges.WebSockets.Read(endpoint, _client, _frames, buffer, offset, end);
        }
        catch (Exception e)
        {
            Resources.NoteRouteFailure(endpoint.Path, e);
            Exchanges.WebSockets.Fail(CloseCode.InternalError);
        }

        Transport = replies.Client;
        UncountReplies(bytesSent);
        if (Exchanges.WebSockets.Outcome != WebSocketOutcome.ReadOn)
        {
            FinishWebSocket(now);
            return;
        }

        if (replies.Size > 0)
        {
            SendOrCut(replies.Bytes, 0, replies.Size);
        }
    }

    /// <summary>Sends the close frame that is in the reply buffer, and waits for the peer's where it is still to come.</summary>
    private void FinishWebSocket(long now)
    {
        int size = Resources.Replies.Size;
        LeaveEndpoint(Exchanges.WebSockets.Code);
        if (Exchanges.WebSockets.Outcome == WebSocketOutcome.Closing)
        {
            State = ConnectionState.Closing;
            Deadline = now + Resources.Options.CloseTimeout;
            SendOrCut(Resources.SendBuffer, 0, size);
        }
        else
        {
            End(size, Exchanges.WebSockets.Outcome == WebSocketOutcome.Closed ? DisconnectReason.Done : DisconnectReason.Failed, now);
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
}
