using System;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Sensors;

/// <summary>
/// The stream of readings at a path that speaks WebSocket: a first pack with all channels and their history, then live packs; clients set actuators with
/// packs of theirs (docs/readings.md).
/// </summary>
public sealed class StreamRoute : WebSocketEndpoint
{
    private readonly LivePacks _packs;
    private readonly ActuationExchange _actuation;
    private FirstPackCursor[] _firstPacks;

    /// <summary>Describes a stream.</summary>
    /// <param name="server">The server that it is added to.</param>
    /// <param name="options">What is set.</param>
    /// <param name="channels">What is measured, at least one channel.</param>
    /// <param name="path">The absolute path.</param>
    /// <exception cref="ArgumentException">There is no channel, two have one name, or they do not fit into one pack.</exception>
    public StreamRoute(WebServer server, SensorOptions options, Channel[] channels, string path = "/ws")
        : base(path, ActuationExchange.MaxMessageLength, PackEncoding.Cbor, PackEncoding.Json)
    {
        if (options.HistoryLength < 1)
        {
            throw new ArgumentException("HistoryLength is at least 1");
        }

        CheckNames(channels);
        foreach (Channel channel in channels)
        {
            channel.KeepHistory(options.HistoryLength);
        }

        _packs = new LivePacks(server.Clock, channels, options.BaseName);
        Sampler = new Sampler(channels, server, _packs);
        _actuation = new ActuationExchange(channels, options.BaseName, Sampler);
        server.Add(Sampler);
    }

    /// <summary>The number of the newest live pack.</summary>
    public uint Sequence => _packs.Sequence;

    internal Sampler Sampler { get; }

    internal LivePacks Packs => _packs;

    internal ActuationExchange Actuation => _actuation;

    internal ActuationCounters ActuationCounters => _actuation.Counters;

    internal override bool ForgetsClients => true;

    /// <inheritdoc/>
    protected override bool SendsMessages => false;

    /// <inheritdoc/>
    protected internal override string StateName(bool isSendingMessage)
    {
        return isSendingMessage ? "first-pack" : "live";
    }

    /// <inheritdoc/>
    protected override void Added(int maxClients)
    {
        _packs.Cbor.Clients = AddGroup();
        _packs.Json.Clients = AddGroup();
        _firstPacks = new FirstPackCursor[maxClients];
        for (int i = 0; i < maxClients; i++)
        {
            _firstPacks[i] = new FirstPackCursor();
        }
    }

    /// <inheritdoc/>
    protected internal override void Opened(WebSocketClient client)
    {
        long now = Sampler.Now;
        _firstPacks[client.Slot].Start(now, _packs.TimeOfDay(now));
        _packs.Newcomers++;
        client.StartMessage();
    }

    /// <inheritdoc/>
    protected internal override int WriteFragment(WebSocketClient client, byte[] buffer, out int start, out bool isFinal)
    {
        FirstPackCursor cursor = _firstPacks[client.Slot];
        int size = FrameOf(client).WriteFirstPackFragment(cursor, buffer, out start);
        isFinal = cursor.IsDone;
        return size;
    }

    /// <inheritdoc/>
    protected internal override void MessageSent(WebSocketClient client)
    {
        _packs.Newcomers--;
        FrameOf(client).Clients.Add(client);
    }

    /// <inheritdoc/>
    protected internal override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
    {
        if (!_actuation.Take(client, buffer, piece))
        {
            client.Close(CloseCode.PolicyViolation);
        }
    }

    /// <inheritdoc/>
    protected internal override void ReadEnded(WebSocketClient client)
    {
        _actuation.EndRead(client);
    }

    /// <inheritdoc/>
    protected internal override void Closed(WebSocketClient client, int code)
    {
        _actuation.Forget(client);
        if (!_firstPacks[client.Slot].IsDone)
        {
            _packs.Newcomers--;
        }
    }

    /// <summary>What a client in a slot has been sent of its pack: of the stream, or of the readings, since a client is at one path only.</summary>
    internal FirstPackCursor CursorOf(int slot)
    {
        return _firstPacks[slot];
    }

    private static void CheckNames(Channel[] channels)
    {
        if (channels.Length == 0)
        {
            throw new ArgumentException("A server measures at least one channel");
        }

        for (int i = 0; i < channels.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (channels[i].Name == channels[j].Name)
                {
                    throw new ArgumentException("Two channels have the name " + channels[i].Name);
                }
            }
        }
    }

    private LiveFrame FrameOf(WebSocketClient client)
    {
        return client.Subprotocol == 0 ? _packs.Cbor : _packs.Json;
    }
}
