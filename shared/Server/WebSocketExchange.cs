using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Reads clients' frames and gathers what answers them: the half of a connection that speaks WebSocket.</summary>
internal sealed class WebSocketExchange
{
    private readonly ServerResources _resources;
    private readonly FrameReader _reader = new FrameReader(0);

    internal WebSocketExchange(ServerResources resources)
    {
        _resources = resources;
    }

    /// <summary>What comes next.</summary>
    internal WebSocketOutcome Outcome { get; private set; }

    /// <summary>
    /// The code that the client or we have closed with, if <see cref="Outcome"/> is not <see cref="WebSocketOutcome.ReadOn"/>.
    /// </summary>
    internal int Code { get; private set; }

    /// <summary>Reads the frames of an open client; what answers them is in <see cref="ServerResources.Replies"/>.</summary>
    /// <param name="endpoint">The client's endpoint.</param>
    /// <param name="client">The client.</param>
    /// <param name="frames">The connection's state.</param>
    /// <param name="buffer">Holds the frames.</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="end">The offset after the last one.</param>
    internal void Read(WebSocketEndpoint endpoint, WebSocketClient client, FrameState frames, byte[] buffer, int offset, int end)
    {
        ReplyBuffer replies = _resources.Replies;
        FrameReader reader = _reader;
        Link link = client.Link;
        Outcome = WebSocketOutcome.ReadOn;
        reader.MaxMessageLength = endpoint.MaxMessageSize;
        if (link.RequestedClose != 0)
        {
            // It was closed as soon as it had opened.
            StartClosing(link.RequestedClose);
            return;
        }

        while (offset < end)
        {
            offset += reader.Read(frames, buffer, offset, end - offset);
            switch (reader.Event)
            {
                case FrameEvent.Data:
                    replies.ReserveFor(end - offset);
                    endpoint.PieceReceived(client, buffer, reader);
                    if (link.RequestedClose != 0)
                    {
                        StartClosing(link.RequestedClose);
                        return;
                    }

                    break;
                case FrameEvent.Ping:
                    replies.AppendPong(reader);
                    break;
                case FrameEvent.Close:
                    // The answer has the same code (RFC 6455 section 5.5.1).
                    Outcome = WebSocketOutcome.Closed;
                    Code = reader.Code;
                    replies.AppendClose(Code);
                    return;
                case FrameEvent.Error:
                    Fail(reader.Code);
                    return;
            }
        }

        replies.ReserveFor(0);
        endpoint.ReadEnded(client);
        if (link.RequestedClose != 0)
        {
            StartClosing(link.RequestedClose);
        }
    }

    /// <summary>Reads frames after our close frame: nothing is answered any more (RFC 6455 section 5.5.1).</summary>
    /// <param name="maxMessageSize">The maximum size of a message, as before.</param>
    /// <param name="frames">The connection's state.</param>
    /// <param name="buffer">Holds the frames.</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="end">The offset after the last one.</param>
    internal void ReadAfterClose(long maxMessageSize, FrameState frames, byte[] buffer, int offset, int end)
    {
        Outcome = WebSocketOutcome.ReadOn;
        _reader.MaxMessageLength = maxMessageSize;
        while (offset < end)
        {
            offset += _reader.Read(frames, buffer, offset, end - offset);
            if (_reader.Event == FrameEvent.Close || _reader.Event == FrameEvent.Error)
            {
                Outcome = _reader.Event == FrameEvent.Close ? WebSocketOutcome.Closed : WebSocketOutcome.Failed;
                return;
            }
        }
    }

    /// <summary>Writes our close frame, and says whether the peer's is worth waiting for (RFC 6455 section 7.1).</summary>
    internal void StartClosing(int code)
    {
        bool isFailure = code > CloseCode.GoingAway && code < FirstFreeCode;
        Outcome = isFailure ? WebSocketOutcome.Failed : WebSocketOutcome.Closing;
        Code = code;
        _resources.Replies.AppendClose(code);
    }

    /// <summary>Writes a close frame that says what is wrong (RFC 6455 section 7.1.7).</summary>
    internal void Fail(int code)
    {
        Outcome = WebSocketOutcome.Failed;
        Code = code;
        _resources.Replies.AppendClose(code);
    }

    // Those that libraries and applications may use (RFC 6455 section 7.4.2).
    private const int FirstFreeCode = 3000;
}
