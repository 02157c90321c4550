using System;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// A path that speaks WebSocket and gets whole messages. A message that arrives in several pieces is put together in a buffer of its
/// client's slot:
/// <see cref="ServerOptions.MaxClients"/> times the maximum size of a message, allocated when the route is added.
/// </summary>
public abstract class WebSocketRoute : WebSocketEndpoint
{
    private readonly Message _message = new Message();
    private byte[][] _gathered;
    private int[] _gatheredSizes;
    private ClientGroup _all;

    /// <summary>Describes a route.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="maxMessageSize">The maximum size of a client's message in bytes, 1 to 65,535; a longer one is closed with 1009.</param>
    /// <param name="subprotocols">The subprotocols that are spoken, in lower case.</param>
    /// <exception cref="ArgumentException">The path or the size is not valid.</exception>
    protected WebSocketRoute(string path, int maxMessageSize, params string[] subprotocols)
        : base(path, maxMessageSize, subprotocols)
    {
        if (maxMessageSize < 1 || maxMessageSize > ushort.MaxValue)
        {
            throw new ArgumentException("A message's maximum size is 1 to 65535 bytes: " + path);
        }
    }

    /// <summary>How many clients there are.</summary>
    public int ClientCount => _all == null ? 0 : _all.Count;

    /// <summary>
    /// Sends a text to all clients: each takes it whole, or skips it, and that is counted. A route that is not added yet has none.
    /// </summary>
    /// <param name="text">The text, at most 2,796 bytes in UTF-8.</param>
    /// <exception cref="ArgumentException">The text is longer.</exception>
    public void SendToAll(string text)
    {
        if (_all != null)
        {
            _all.Send(text);
        }
    }

    /// <summary>Sends a message to all clients: each takes it whole, or skips it, and that is counted.</summary>
    /// <param name="opcode"><see cref="Opcode.Text"/>, in UTF-8, or <see cref="Opcode.Binary"/>.</param>
    /// <param name="message">Holds the message.</param>
    /// <param name="offset">The offset of its first byte.</param>
    /// <param name="count">Its size in bytes, at most 2,796.</param>
    /// <exception cref="ArgumentException">The message is longer.</exception>
    public void SendToAll(Opcode opcode, byte[] message, int offset, int count)
    {
        if (_all != null)
        {
            _all.Send(opcode, message, offset, count);
        }
    }

    /// <summary>A client has sent a message. What the route sends to that client until it returns goes out in one send.</summary>
    /// <param name="client">The client.</param>
    /// <param name="message">The message.</param>
    protected abstract void MessageReceived(WebSocketClient client, Message message);

    /// <summary>A client has connected; from now on <see cref="SendToAll(string)"/> reaches it.</summary>
    /// <param name="client">The client.</param>
    protected virtual void ClientOpened(WebSocketClient client)
    {
    }

    /// <inheritdoc/>
    protected sealed override void Added(int maxClients)
    {
        _all = AddGroup();
        _gatheredSizes = new int[maxClients];
        _gathered = new byte[maxClients][];
        for (int i = 0; i < maxClients; i++)
        {
            _gathered[i] = new byte[(int)MaxMessageSize];
        }
    }

    /// <inheritdoc/>
    protected internal sealed override void Opened(WebSocketClient client)
    {
        _all.Add(client);
        ClientOpened(client);
    }

    /// <inheritdoc/>
    protected internal sealed override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
    {
        if (piece.PieceIsFirst && piece.PieceIsFinal)
        {
            _message.Set(piece.MessageOpcode, buffer, piece.PieceOffset, piece.PieceLength);
            MessageReceived(client, _message);
            return;
        }

        byte[] gathered = _gathered[client.Slot];
        int size = piece.PieceIsFirst ? 0 : _gatheredSizes[client.Slot];
        Array.Copy(buffer, piece.PieceOffset, gathered, size, piece.PieceLength);
        size += piece.PieceLength;
        _gatheredSizes[client.Slot] = size;
        if (piece.PieceIsFinal)
        {
            _message.Set(piece.MessageOpcode, gathered, 0, size);
            MessageReceived(client, _message);
        }
    }
}
