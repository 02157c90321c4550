using System;
using Sensorcast.Http;

namespace Sensorcast.Server;

/// <summary>The half of a slot that speaks HTTP: reads a request and its body, answers it, and sends documents in pieces.</summary>
internal abstract class HttpConnection : EndingLink
{
    /// <summary>The index of the slot that refuses.</summary>
    protected const int RefusalSlot = -1;

    /// <summary>The protocols, which all connections share.</summary>
    protected readonly Exchanges Exchanges;

    /// <summary>The request that is being read, or <see langword="null"/>.</summary>
    protected RequestState PendingRequest;

    /// <summary>What the request has led to: the route of a document or a WebSocket.</summary>
    protected Route CurrentRoute;

    private int _nextPiece;

    /// <summary>Makes a free slot's part.</summary>
    protected HttpConnection(ServerResources resources, Exchanges exchanges)
        : base(resources)
    {
        Exchanges = exchanges;
    }

    /// <summary>The slot's index.</summary>
    protected abstract int Slot { get; }

    /// <summary>Reads a part of a request.</summary>
    protected void ReadRequest(byte[] buffer, int count, long now)
    {
        HttpExchange http = Exchanges.Http;
        PendingRequest ??= http.StartRequest();
        if (PendingRequest == null)
        {
            End(http.RefuseUnread(Resources.SendBuffer), DisconnectReason.Failed, now);
            return;
        }

        Answer(http.Read(PendingRequest, Transport, Slot, buffer, count, Resources.SendBuffer), buffer, count, now);
    }

    /// <summary>Reads a part of a request's body.</summary>
    protected void ReadBody(byte[] buffer, int count, long now)
    {
        Answer(Exchanges.Http.ReadBody(PendingRequest, Transport, Slot, buffer, 0, count, Resources.SendBuffer), buffer, count, now);
    }

    /// <summary>Answers a request that has not come in time.</summary>
    protected void TimeOutRequest(long now)
    {
        if (Transport.CanSend)
        {
            End(Exchanges.Http.TimeOut(PendingRequest, Refuses, Resources.SendBuffer), DisconnectReason.Silent, now);
        }
        else
        {
            Cut(DisconnectReason.Silent);
        }
    }

    /// <summary>Fills the send buffer with the next pieces and sends it.</summary>
    /// <param name="size">How much is in the buffer already: the head comes with the first pieces.</param>
    /// <param name="now">The time of the step.</param>
    protected void SendPieces(int size, long now)
    {
        Route document = CurrentRoute;
        byte[] buffer = Resources.SendBuffer;
        bool isFirst = size > 0;
        Resources.LastRoute = document.Path;
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
                End(Exchanges.Http.Fail(buffer), DisconnectReason.Failed, now);
            }
            else
            {
                // Too late for a status: what was promised does not come, and the end of the connection has to say so.
                Cut(DisconnectReason.Failed);
            }

            return;
        }

        if (isLast)
        {
            End(size, DisconnectReason.Done, now);
        }
        else if (size > 0)
        {
            SendOrCut(buffer, 0, size);
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndRequest()
    {
        if (PendingRequest != null)
        {
            Exchanges.Http.EndRequest(PendingRequest);
            PendingRequest = null;
        }
    }

    /// <summary>Opens the WebSocket. Bytes that follow the request are frames already; what answers them goes out after the 101.</summary>
    protected abstract void StartWebSocket(byte[] buffer, int count, long now);

    private void Answer(int size, byte[] buffer, int count, long now)
    {
        switch (Exchanges.Http.Outcome)
        {
            case HttpOutcome.End:
                // A body that was refused may still be on its way.
                End(size, Exchanges.Http.HasReadAll ? DisconnectReason.Done : DisconnectReason.Failed, now);
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
                Deadline = AtOnce;
                CurrentRoute = Exchanges.Http.RouteOf(PendingRequest);
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
}
