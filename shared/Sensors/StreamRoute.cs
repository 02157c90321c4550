using System;
using Sensorcast.Server;
using Sensorcast.Telemetry;
using Sensorcast.WebSockets;

namespace Sensorcast.Sensors;

/// <summary>
/// The stream of readings at a path that speaks WebSocket: a first pack with all channels and their history, then live packs; clients set
/// actuators with packs of theirs (docs/readings.md).
/// </summary>
public sealed class StreamRoute : WebSocketEndpoint
{
    private readonly LivePacks _packs;
    private readonly Sampler _sampler;
    private readonly SensorOptions _options;
    private readonly Channel[] _channels;

    // There are as many cursors as clients once got their first pack at one time; these are free.
    private FirstPackCursor _freeCursors = new FirstPackCursor();

    // There from the start where a channel can be set; else once a client sends something, so that it gets an answer why that cannot be
    // done.
    private ActuationExchange _actuation;
    private ServerNumbers _numbers;

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
        bool canBeSet = false;
        foreach (Channel channel in channels)
        {
            channel.KeepHistory(options.HistoryLength);
            canBeSet |= channel.Actuator != null;
        }

        _options = options;
        _channels = channels;
        _packs = new LivePacks(server.Clock, channels, options.BaseName);
        _sampler = new Sampler(channels, server, _packs);
        _actuation = canBeSet ? MakeActuation() : null;
        server.Add(_sampler);
    }

    /// <summary>The number of the newest live pack.</summary>
    public uint Sequence => _packs.Sequence;

    /// <summary>How each channel does, in the order of the channels. Not to be changed.</summary>
    public ChannelState[] Channels => _sampler.Channels;

    /// <summary>What became of clients' settings.</summary>
    public ActuationCounters ActuationCounters { get; } = new ActuationCounters();

    internal Sampler Sampler => _sampler;

    internal LivePacks Packs => _packs;

    internal ActuationExchange Actuation => _actuation ??= MakeActuation();

    /// <inheritdoc/>
    protected internal override bool ForgetsClients => true;

    /// <inheritdoc/>
    protected override bool SendsMessages => false;

    /// <summary>What the server that has this stream reports of itself, once for all routes that show it.</summary>
    internal ServerNumbers NumbersOf(WebServer server)
    {
        return _numbers ??= new ServerNumbers(server, _packs, Channels, ActuationCounters);
    }

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
    }

    /// <inheritdoc/>
    protected internal override void Opened(WebSocketClient client)
    {
        FirstPackCursor cursor = TakeCursor();
        client.State = cursor;
        long now = _sampler.Now;
        cursor.Start(now, _packs.TimeOfDay(now));
        _packs.FirstPacks++;
        client.StartMessage();
    }

    /// <inheritdoc/>
    protected internal override int WriteFragment(WebSocketClient client, byte[] buffer, out int start, out bool isFinal)
    {
        FirstPackCursor cursor = (FirstPackCursor)client.State;
        int size = FrameOf(client).WriteFirstPackFragment(cursor, buffer, out start);
        isFinal = cursor.IsDone;
        return size;
    }

    /// <inheritdoc/>
    protected internal override void MessageSent(WebSocketClient client)
    {
        EndFirstPack(client);
        FrameOf(client).Clients.Add(client);
    }

    /// <inheritdoc/>
    protected internal override void PieceReceived(WebSocketClient client, byte[] buffer, FrameReader piece)
    {
        if (!Actuation.Take(client, buffer, piece))
        {
            client.Close(CloseCode.PolicyViolation);
        }
    }

    /// <inheritdoc/>
    protected internal override void ReadEnded(WebSocketClient client)
    {
        if (_actuation != null)
        {
            _actuation.EndRead(client);
        }
    }

    /// <inheritdoc/>
    protected internal override void Closed(WebSocketClient client, int code)
    {
        if (_actuation != null)
        {
            _actuation.Forget(client);
        }

        if (client.State != null)
        {
            EndFirstPack(client);
        }
    }

    /// <summary>Takes a cursor that no client needs.</summary>
    internal FirstPackCursor TakeCursor()
    {
        FirstPackCursor cursor = _freeCursors ?? new FirstPackCursor();
        _freeCursors = cursor.NextFree;
        return cursor;
    }

    /// <summary>A client needs its cursor no more.</summary>
    internal void ReturnCursor(FirstPackCursor cursor)
    {
        cursor.NextFree = _freeCursors;
        _freeCursors = cursor;
    }

    /// <summary>The client has its first pack, or is gone before it had it.</summary>
    private void EndFirstPack(WebSocketClient client)
    {
        ReturnCursor((FirstPackCursor)client.State);
        client.State = null;
        _packs.FirstPacks--;
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

    private ActuationExchange MakeActuation()
    {
        return new ActuationExchange(_channels, _options.BaseName, _sampler, ActuationCounters);
    }

    private LiveFrame FrameOf(WebSocketClient client)
    {
        return client.Subprotocol == 0 ? _packs.Cbor : _packs.Json;
    }
}
