using System;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// A client of a <see cref="WebSocketEndpoint"/>, from its opening handshake to its end. An author's endpoint gets a new one each time, so
/// a client that is gone stays gone: what is sent to it is dropped, and never reaches the one that has its slot now.
/// </summary>
public sealed class WebSocketClient
{
    private Link _link;

    internal WebSocketClient(int slot)
    {
        Slot = slot;
    }

    /// <summary>What the endpoint keeps for the client.</summary>
    public object State { get; set; }

    /// <summary>
    /// The index of the client's slot, 0 to <see cref="ServerOptions.MaxClients"/> - 1: no two open clients have the same.
    /// </summary>
    public int Slot { get; }

    /// <summary>The index of the subprotocol that was agreed on among those of the endpoint, or -1; -1 once the client is gone.</summary>
    public int Subprotocol => _link == null ? -1 : _link.Subprotocol;

    /// <summary>
    /// Whether the client may change something: it has offered <see cref="ServerOptions.Token"/>, or there is no such token. No once it is
    /// gone.
    /// </summary>
    public bool MaySet => _link != null && _link.MaySet;

    /// <summary>Whether the client is still there.</summary>
    public bool IsOpen => _link != null;

    /// <summary>The client's address and port, for people to read; <see langword="null"/> once it is gone.</summary>
    public string RemoteAddress => _link == null ? null : _link.RemoteAddress;

    internal Link Link => _link;

    /// <summary>Sends a text.</summary>
    /// <param name="text">The text, at most 2,796 bytes in UTF-8.</param>
    /// <returns><see langword="false"/> when the client cannot take it now, which is counted, or is gone.</returns>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public bool Send(string text)
    {
        if (!CanSend)
        {
            return false;
        }

        FrameBuffer frame = _link.Frame;
        frame.BuildText(text);
        return _link.TrySendAlone(frame.Bytes, frame.Start, frame.Length);
    }

    /// <summary>Sends a message.</summary>
    /// <param name="opcode"><see cref="Opcode.Text"/>, in UTF-8, or <see cref="Opcode.Binary"/>.</param>
    /// <param name="message">Holds the message.</param>
    /// <param name="offset">The offset of its first byte.</param>
    /// <param name="count">Its size in bytes, at most 2,796.</param>
    /// <returns><see langword="false"/> when the client cannot take it now, which is counted, or is gone.</returns>
    /// <exception cref="ArgumentException">The message is longer.</exception>
    public bool Send(Opcode opcode, byte[] message, int offset, int count)
    {
        if (!CanSend)
        {
            return false;
        }

        if (_link.IsBeingRead)
        {
            bool isTaken = Reply(opcode, true, message, offset, count);
            if (isTaken)
            {
                _link.CountSent();
            }

            return isTaken;
        }

        FrameBuffer frame = _link.Frame;
        frame.Build(opcode, message, offset, count);
        return _link.TrySendAlone(frame.Bytes, frame.Start, frame.Length);
    }

    /// <summary>
    /// Answers what the client has sent with a fragment of a message (RFC 6455 section 5.4), so that an answer of any size needs no buffer
    /// of its size. Only within <see cref="WebSocketEndpoint.PieceReceived"/>. There is room for an answer that is not longer than what it
    /// answers.
    /// </summary>
    /// <param name="opcode">The message's opcode, or <see cref="Opcode.Continuation"/> after the first fragment.</param>
    /// <param name="isFinal">Whether it is the last fragment.</param>
    /// <param name="payload">Holds the fragment.</param>
    /// <param name="offset">The offset of its first byte.</param>
    /// <param name="count">Its size in bytes.</param>
    /// <returns><see langword="false"/> when there was no room for it, which is counted, or the client is gone.</returns>
    public bool Reply(Opcode opcode, bool isFinal, byte[] payload, int offset, int count)
    {
        if (_link == null || !_link.IsBeingRead)
        {
            return false;
        }

        _link.Frame.CheckThread();
        if (!_link.Replies.TryAppend(opcode, isFinal, payload, offset, count))
        {
            _link.CountSkipped();
            return false;
        }

        return true;
    }

    /// <summary>
    /// Starts to send a message in fragments that <see cref="WebSocketEndpoint.WriteFragment"/> makes as the client takes them. Until it
    /// ends nothing else is sent to the client and nothing is read from it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The client is in a group.</exception>
    public void StartMessage()
    {
        if (_link == null)
        {
            return;
        }

        _link.Frame.CheckThread();
        if (_link.IsInAny)
        {
            throw new InvalidOperationException("A client leaves its group before it gets a message in fragments");
        }

        _link.StartFragments();
    }

    /// <summary>
    /// Closes the connection (RFC 6455 section 7.1.2). The endpoint hears of the client's end with the next step, or when the message that
    /// it is being given has been dealt with.
    /// </summary>
    /// <param name="code">
    /// A code of <see cref="CloseCode"/>, or 3000 to 4999 (RFC 6455 section 7.4.2). With 1000, 1001 and those above 3000 the client has 2 s
    /// to answer; the others say that it broke a rule, and what it still sends is dropped.
    /// </param>
    /// <exception cref="ArgumentException">The code may not be sent.</exception>
    public void Close(int code)
    {
        if (!CloseCode.MayBeReceived(code))
        {
            throw new ArgumentException("No close frame has the code " + code);
        }

        if (_link != null)
        {
            _link.Frame.CheckThread();
            _link.RequestClose(code);
        }
    }

    internal void Attach(Link link)
    {
        _link = link;
        State = null;
    }

    internal void Detach()
    {
        _link = null;
    }

    private bool CanSend => _link != null && _link.State == ConnectionState.Open;
}
