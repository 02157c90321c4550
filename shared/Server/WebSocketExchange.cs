using Sensorcast.Sensors;
using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>Reads clients' frames and writes what answers them, as bytes: the half of a connection that speaks WebSocket.</summary>
internal sealed class WebSocketExchange
{
    private readonly FrameReader _echoFrames;
    private readonly FrameReader _streamFrames = new FrameReader(ActuationExchange.MaxMessageLength);
    private readonly ActuationExchange _actuation;

    /// <summary>Makes it.</summary>
    /// <param name="maxEchoLength">The most bytes that a message to be echoed may have.</param>
    /// <param name="actuation">What the stream's clients' messages are for.</param>
    internal WebSocketExchange(long maxEchoLength, ActuationExchange actuation)
    {
        _echoFrames = new FrameReader(maxEchoLength);
        _actuation = actuation;
    }

    /// <summary>What comes next.</summary>
    internal WebSocketOutcome Outcome { get; private set; }

    /// <summary>Reads frames and appends what answers them to <paramref name="reply"/>.</summary>
    /// <param name="frames">The connection's state.</param>
    /// <param name="connection">
    /// What the connection is at: an echo gets its messages back, and nothing is said after our close frame (RFC 6455 section 5.5.1).
    /// </param>
    /// <param name="maySet">Whether the client may set actuators.</param>
    /// <param name="buffer">Holds the frames.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="end">The place behind the last one.</param>
    /// <param name="reply">Gets the answers.</param>
    /// <param name="replySize">How many bytes are in it already.</param>
    /// <returns>The new size of <paramref name="reply"/>.</returns>
    internal int Read(
        FrameState frames, ConnectionState connection, bool maySet, byte[] buffer, int offset, int end, byte[] reply, int replySize)
    {
        bool isStream = connection == ConnectionState.FirstPack || connection == ConnectionState.Live;
        FrameReader reader = isStream ? _streamFrames : _echoFrames;
        Outcome = WebSocketOutcome.ReadOn;
        _actuation.StartRead();
        while (offset < end)
        {
            offset += reader.Read(frames, buffer, offset, end - offset);
            switch (reader.Event)
            {
                case FrameEvent.Data:
                    if (connection == ConnectionState.Echo)
                    {
                        replySize = FrameReply.AppendEcho(reply, replySize, buffer, reader);
                    }
                    else if (isStream)
                    {
                        int size = _actuation.Take(frames, maySet, buffer, reader, reply, replySize);
                        if (size == ActuationExchange.Malformed)
                        {
                            Outcome = WebSocketOutcome.Failed;
                            return replySize + FrameWriter.WriteClose(reply, replySize, CloseCode.PolicyViolation);
                        }

                        replySize = size;
                    }

                    break;
                case FrameEvent.Ping:
                    if (connection != ConnectionState.Closing)
                    {
                        replySize = FrameReply.AppendPong(reply, replySize, reader);
                    }

                    break;
                case FrameEvent.Close:
                case FrameEvent.Error:
                    Outcome = reader.Event == FrameEvent.Close ? WebSocketOutcome.Closed : WebSocketOutcome.Failed;
                    bool hasClosed = connection == ConnectionState.Closing;
                    return hasClosed ? replySize : replySize + FrameWriter.WriteClose(reply, replySize, reader.Code);
            }
        }

        return _actuation.EndRead(reply, replySize);
    }

    /// <summary>Writes the next fragment of a first pack.</summary>
    /// <param name="cursor">How far it has been written; moved on.</param>
    /// <param name="encoding">The encoding agreed on.</param>
    /// <param name="buffer">Gets the frame.</param>
    /// <param name="start">The frame's first byte.</param>
    /// <returns>The frame's size in bytes.</returns>
    internal static int WriteFirstPackFragment(FirstPackCursor cursor, LiveFrame encoding, byte[] buffer, out int start)
    {
        const int PayloadOffset = FrameWriter.MaxShortHeaderSize;
        Opcode opcode = cursor.IsAtStart ? encoding.Opcode : Opcode.Continuation;
        int end = encoding.Encoder.WriteFirstPack(buffer, PayloadOffset, buffer.Length, cursor);
        start = FrameWriter.WriteHeader(buffer, PayloadOffset, end - PayloadOffset, opcode, cursor.IsDone);
        return end - start;
    }
}
