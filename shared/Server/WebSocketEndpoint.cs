using System;
using Sensorcast.Http;
using Sensorcast.Text;
using Sensorcast.WebSockets;

namespace Sensorcast.Server;

/// <summary>
/// A path that speaks WebSocket and gets what its clients send in pieces, as they arrive, so a message of any size needs no buffer of its
/// size. <see cref="WebSocketRoute"/> gets whole messages.
/// </summary>
public abstract class WebSocketEndpoint : Route
{
    private readonly string[] _subprotocols;
    private readonly TokenTable _subprotocolTable;
    private byte[][] _upgradeEnds;
    private ClientGroup[] _groups = new ClientGroup[0];
    private ServerResources _resources;

    /// <summary>Describes an endpoint.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="maxMessageSize">The maximum size of a client's message in bytes; a longer one is closed with 1009.</param>
    /// <param name="subprotocols">
    /// The subprotocols that are spoken, in lower case, the tokens of RFC 6455 section 1.9; a client that offers none of them, or none, is
    /// welcome too.
    /// </param>
    /// <exception cref="ArgumentException">The path is not valid.</exception>
    protected WebSocketEndpoint(string path, long maxMessageSize, params string[] subprotocols)
        : base(path, HttpMethod.Get)
    {
        MaxMessageSize = maxMessageSize;
        _subprotocols = subprotocols;
        _subprotocolTable = subprotocols.Length == 0 ? null : new TokenTable(subprotocols);
    }

    /// <summary>The maximum size of a client's message in bytes.</summary>
    public long MaxMessageSize { get; }

    /// <summary>
    /// Whether the endpoint sends with <see cref="WebSocketClient.Send(string)"/> or to a group other than whole frames: the buffer for
    /// that is shared by all endpoints and costs 2,820 bytes of heap once.
    /// </summary>
    protected virtual bool SendsMessages => true;

    /// <summary>
    /// Whether the endpoint keeps no reference to a client after <see cref="Closed"/>. Then the slot's one object serves every client that
    /// the slot gets, and no connection costs an object of its own.
    /// </summary>
    protected internal virtual bool ForgetsClients => false;

    internal override bool IsWebSocket => true;

    internal override TokenTable Subprotocols => _subprotocolTable;

    /// <summary>Makes ready what the endpoint needs, once, when it is added to a server.</summary>
    /// <param name="maxClients">How many clients there may be at once; their slots are 0 to this - 1.</param>
    protected virtual void Added(int maxClients)
    {
    }

    /// <summary>What <c>/status</c> calls an open client of the endpoint, in ASCII.</summary>
    /// <param name="isSendingMessage">Whether a message in fragments is on its way to the client.</param>
    protected internal virtual string StateName(bool isSendingMessage)
    {
        return isSendingMessage ? "sending" : "open";
    }

    /// <summary>A client has connected.</summary>
    /// <param name="client">The client.</param>
    protected internal virtual void Opened(WebSocketClient client)
    {
    }

    /// <summary>A piece of a message has arrived; of a text, each piece has been checked to be UTF-8 as far as it goes.</summary>
    /// <param name="client">The client that sent it.</param>
    /// <param name="buffer">Holds the piece.</param>
    /// <param name="piece">Says where the piece is and what it is a piece of.</param>
    protected internal abstract void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece);

    /// <summary>
    /// All that has arrived from a client has been given to <see cref="PieceReceived"/>; what answers it goes out after this.
    /// </summary>
    /// <param name="client">The client.</param>
    protected internal virtual void ReadEnded(WebSocketClient client)
    {
    }

    /// <summary>
    /// Writes the next fragment of a message that <see cref="WebSocketClient.StartMessage"/> has started, as a whole frame.
    /// </summary>
    /// <param name="client">The client that gets it.</param>
    /// <param name="buffer">Gets the frame; <see cref="WebServer.MaxSendSize"/> bytes.</param>
    /// <param name="start">Gets the offset of the frame's first byte.</param>
    /// <param name="isFinal">Gets whether it is the last one.</param>
    /// <returns>The frame's size in bytes.</returns>
    protected internal virtual int WriteFragment(WebSocketClient client, byte[] buffer, out int start, out bool isFinal)
    {
        throw new InvalidOperationException("The endpoint sends no message in fragments: " + Path);
    }

    /// <summary>A message that was sent in fragments has been taken whole.</summary>
    /// <param name="client">The client that got it.</param>
    protected internal virtual void MessageSent(WebSocketClient client)
    {
    }

    /// <summary>A client is gone. Sending to it does nothing any more.</summary>
    /// <param name="client">The client, which has left its group.</param>
    /// <param name="code">
    /// The code of its close frame or of ours, or <see cref="CloseCode.Abnormal"/> when there was no close frame.
    /// </param>
    protected internal virtual void Closed(WebSocketClient client, int code)
    {
    }

    /// <summary>Makes a group of clients that get the same messages. Call it within <see cref="Added"/>.</summary>
    protected ClientGroup AddGroup()
    {
        ClientGroup[] groups = new ClientGroup[_groups.Length + 1];
        Array.Copy(_groups, groups, _groups.Length);
        groups[_groups.Length] = new ClientGroup(this, _resources);
        _groups = groups;
        return groups[groups.Length - 1];
    }

    internal override void Attach(ServerResources resources)
    {
        _resources = resources;
        if (SendsMessages)
        {
            resources.Frame.Reserve();
        }

        _upgradeEnds = new byte[_subprotocols.Length][];
        for (int i = 0; i < _upgradeEnds.Length; i++)
        {
            _upgradeEnds[i] = UpgradeResponse.EndWith(_subprotocols[i]);
        }

        Added(resources.Options.MaxClients);
    }

    /// <summary>What a 101 ends with.</summary>
    internal byte[] UpgradeEnd(int subprotocol)
    {
        return subprotocol == TokenTable.NotFound ? UpgradeResponse.PlainEnd : _upgradeEnds[subprotocol];
    }

    internal void Leave(WebSocketClient client)
    {
        foreach (ClientGroup group in _groups)
        {
            group.Remove(client);
        }
    }
}
