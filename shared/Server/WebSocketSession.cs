using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>One client's frames and what answers them, as bytes: the half of a connection that speaks WebSocket.</summary>
internal sealed class WebSocketSession
{
    private readonly FrameReader _frames = new FrameReader();
    private readonly FirstPackCursor _firstPack = new FirstPackCursor();
    private bool _echoes;

    internal WebSocketSession(long maxMessageLength)
    {
        _frames.MaxMessageLength = maxMessageLength;
    }

    /// <summary>Whether the client has said its last word, or broken a rule so that no more is listened to.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether the client broke a rule: it may still be sending.</summary>
    internal bool HasFailed { get; private set; }

    /// <summary>Whether our close frame is out, so that nothing more may be said (RFC 6455 section 5.5.1).</summary>
    internal bool IsClosing { get; private set; }

    /// <summary>Whether all of the first pack has been written.</summary>
    internal bool FirstPackIsDone => _firstPack.IsDone;

    internal void StartEcho()
    {
        Start(echoes: true);
    }

    internal void StartStream(long milliseconds, long unixMilliseconds)
    {
        Start(echoes: false);
        _firstPack.Start(milliseconds, unixMilliseconds);
    }

    /// <summary>Reads frames and appends what answers them to <paramref name="reply"/>.</summary>
    /// <returns>The new size of <paramref name="reply"/>.</returns>
    internal int Read(byte[] buffer, int offset, int count, byte[] reply, int replySize)
    {
        int end = offset + count;
        while (offset < end && !HasEnded)
        {
            offset += _frames.Read(buffer, offset, end - offset);
            switch (_frames.Event)
            {
                case FrameEvent.Data:
                    if (_echoes && !IsClosing)
                    {
                        replySize = FrameReply.AppendEcho(reply, replySize, buffer, _frames);
                    }

                    break;
                case FrameEvent.Ping:
                    if (!IsClosing)
                    {
                        replySize = FrameReply.AppendPong(reply, replySize, _frames);
                    }

                    break;
                case FrameEvent.Close:
                case FrameEvent.Error:
                    HasEnded = true;
                    HasFailed = _frames.Event == FrameEvent.Error;
                    if (!IsClosing)
                    {
                        replySize += WriteClose(reply, replySize, _frames.Code);
                    }

                    break;
            }
        }

        return replySize;
    }

    /// <summary>Writes a close frame.</summary>
    /// <returns>Its size in bytes.</returns>
    internal int WriteClose(byte[] buffer, int offset, int code)
    {
        IsClosing = true;
        return FrameWriter.WriteClose(buffer, offset, code);
    }

    /// <summary>Writes the next fragment of the first pack.</summary>
    /// <param name="encoding">The encoding agreed on.</param>
    /// <param name="buffer">Gets the frame.</param>
    /// <param name="start">The frame's first byte.</param>
    /// <returns>The frame's size in bytes.</returns>
    internal int WriteFirstPackFragment(LiveFrame encoding, byte[] buffer, out int start)
    {
        const int PayloadOffset = FrameWriter.MaxShortHeaderSize;
        Opcode opcode = _firstPack.IsAtStart ? encoding.Opcode : Opcode.Continuation;
        int end = encoding.Encoder.WriteFirstPack(buffer, PayloadOffset, buffer.Length, _firstPack);
        start = FrameWriter.WriteHeader(buffer, PayloadOffset, end - PayloadOffset, opcode, _firstPack.IsDone);
        return end - start;
    }

    private void Start(bool echoes)
    {
        _echoes = echoes;
        _frames.Reset();
        HasEnded = false;
        HasFailed = false;
        IsClosing = false;
    }
}
