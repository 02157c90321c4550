using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MQTTnet;
using Sensorcast.Cli.Bridge.HomeAssistant;
using Sensorcast.Cli.Discover;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>One board and its connection to the broker. Either may disconnect and come back at any time.</summary>
internal sealed class BoardBridge
{
    /// <summary>How many commands may wait for a board; more are refused.</summary>
    private const int MaxCommands = 100;

    /// <summary>How long to wait after a board has refused, for example for a wrong token.</summary>
    private static readonly TimeSpan RefusalPause = TimeSpan.FromMinutes(1);

    private readonly BridgePlan _plan;
    private readonly BridgedBoard _board;
    private readonly BridgeLog _log;
    private readonly BoardTopics _topics;
    private readonly Outbox _outbox;
    private readonly StandbyState _standby = new();
    private readonly BrokerLink _link;
    private readonly Discovery? _discovery;
    private readonly RecentReadings _recent;
    private readonly RecentPublisher _publisher;
    private readonly Channel<BoardCommand> _commands = Channel.CreateBounded<BoardCommand>(MaxCommands);
    private volatile SensorcastClient? _client;
    private readonly HashSet<string> _unnamed = [];
    private string _baseName = "";

    public BoardBridge(BridgePlan plan, BridgedBoard board, BridgeLog log)
    {
        _plan = plan;
        _board = board;
        _log = log;
        _topics = new BoardTopics(plan.TopicPrefix, board.Name);
        _outbox = new Outbox(_topics, plan.PublishesReadings, TimeProvider.System);

        // The same after a restart, so that the broker closes the old connection. And of two bridges of this board that start at the same
        // time the broker accepts one.
        string clientId = BoardTopics.IdentityOf(plan.TopicPrefix, board.Name);
        _discovery = plan.DiscoveryPrefix is null
            ? null : new Discovery(plan.DiscoveryPrefix, _topics, board, clientId, plan.TakesCommands);
        _recent = new RecentReadings(_topics, plan.RecentPeriod);
        string[] subscriptions = _discovery is null
            ? [_topics.RecentRequest] : [_topics.RecentRequest, _discovery.StatusTopic, _discovery.Topic];
        _link = new BrokerLink(plan, _topics, _outbox, clientId, subscriptions, OnMessage, _standby, _log);
        _publisher = new RecentPublisher(_recent, _outbox, _link, _log);
    }

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // One that fails ends all, with its error. The link disconnects cleanly, so it runs to its end; the others are cancelled.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] all = [_link.RunAsync(end.Token), ReadBoardAsync(end.Token), ExecuteAsync(end.Token), _publisher.RunAsync(end.Token)];
        Task first = await Task.WhenAny(all);
        await end.CancelAsync();
        await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (first.IsFaulted)
        {
            await first;
        }
    }

    private async Task ReadBoardAsync(CancellationToken cancellation)
    {
        while (true)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, await _standby.WaitForActiveAsync(cancellation));
            try
            {
                await ReadBoardWhileActiveAsync(end.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                _outbox.SetOnline(false);
                _outbox.Clear();
            }
        }
    }

    private async Task ReadBoardWhileActiveAsync(CancellationToken cancellation)
    {
        var options = new SensorcastClientOptions { Encoding = _plan.Encoding, Token = _board.Token, Locate = BoardFinder.LocateAsync };
        while (true)
        {
            await using var client = new SensorcastClient(_board.Url, options);
            _client = client;
            try
            {
                await foreach (StreamEvent streamEvent in client.ReadEventsAsync(cancellation))
                {
                    Take(streamEvent);
                }
            }
            catch (SensorcastException e)
            {
                _outbox.SetOnline(false);
                _log.Write($"{e.Message} Trying again in {RefusalPause.TotalSeconds:0} s.");
            }

            await Task.Delay(RefusalPause, cancellation);
        }
    }

    private void Take(StreamEvent streamEvent)
    {
        switch (streamEvent)
        {
            case Pack pack:
                string topic = pack.Sequence is null ? _topics.History : _topics.Packs;
                string type = pack.Encoding == SenmlEncoding.Json ? Outgoing.SenmlJson : Outgoing.SenmlCbor;
                _outbox.Add(new Outgoing(topic, pack.Content, type, IsRetained: false, MustArrive: true));
                _outbox.Add(pack);
                _baseName = pack.BaseName;
                ReportNames(pack);
                _recent.Take(pack, _client!.Channels);
                PublishDiscovery(_discovery?.Take(pack, _client.Channels));
                break;
            case ChannelsChanged changes:
                foreach (ChannelInfo removed in changes.Removed)
                {
                    string channel = Pack.ChannelOf(removed.Name, _baseName);
                    _outbox.Remove(channel);
                    PublishDiscovery(_discovery?.Remove(channel));
                }

                break;
            case SkippedPacks gap:
                _log.Write($"{gap.Count} packs skipped", kind: "packs skipped");
                break;
            case Connected:
                _outbox.SetOnline(true);
                _log.Write("the board is online");
                break;
            case Disconnected disconnected:
                _outbox.SetOnline(false);
                _log.Write(disconnected.Error.Message);
                break;
        }
    }

    /// <summary>A channel whose name cannot be a topic is still in the packs.</summary>
    private void ReportNames(Pack pack)
    {
        foreach (Reading reading in pack.Readings)
        {
            string channel = pack.ChannelOf(reading);
            if (!_topics.CanName(channel) && _unnamed.Add(channel))
            {
                _log.Write($"the channel '{channel}' has no topic of its own: its name cannot be part of one");
            }
        }
    }

    /// <summary>Publishes what Home Assistant discovers, if there is something new.</summary>
    private void PublishDiscovery(Outgoing? discovery)
    {
        if (discovery is not null)
        {
            _outbox.SetDiscovery(discovery);
        }
    }

    private void OnMessage(MqttApplicationMessage message)
    {
        if (message.Topic == _discovery?.Topic)
        {
            // A message that is not retained is our own, forwarded to other clients.
            PublishDiscovery(message.Retain ? _discovery.TakeEarlier(message.Payload) : null);
        }
        else if (message.Topic == _discovery?.StatusTopic)
        {
            if (message.Payload.FirstSpan.SequenceEqual("online"u8))
            {
                _outbox.RepeatDiscovery();
            }
        }
        else if (message.Topic == _topics.RecentRequest)
        {
            // A retained request is an old one.
            if (!message.Retain)
            {
                _publisher.Request();
            }
        }
        else
        {
            OnCommand(message);
        }
    }

    private void OnCommand(MqttApplicationMessage message)
    {
        // A retained command is old, and would be executed again after each reconnection.
        if (message.Retain)
        {
            return;
        }

        BoardCommand command = BoardCommand.Read(_topics.ChannelOf(message.Topic), message.Payload, message.CorrelationData);
        if (!_commands.Writer.TryWrite(command))
        {
            Answer(command, "too-many-commands");
        }
    }

    private async Task ExecuteAsync(CancellationToken cancellation)
    {
        await foreach (BoardCommand command in _commands.Reader.ReadAllAsync(cancellation))
        {
            (ReadingValue? value, string? error) = await ExecuteAsync(command, cancellation);
            Answer(command, error, value);
        }
    }

    /// <returns>What the board has then, or what went wrong.</returns>
    private async Task<(ReadingValue? Value, string? Error)> ExecuteAsync(BoardCommand command, CancellationToken cancellation)
    {
        try
        {
            if (command.Value is not ReadingValue value || command.Channel.Length == 0)
            {
                return (null, "not-understood");
            }

            // A slow actuator would block the next command: its value comes with the readings.
            SensorcastClient client = _client ?? throw new TimeoutException();
            Reading? reading = await client.SetAndReadAsync(command.Channel, value, waitsUntilReached: false, cancellation);
            return (reading?.Value, null);
        }
        catch (SetRefusedException e)
        {
            return (null, e.Code);
        }
        catch (ConnectionLostException)
        {
            return (null, "connection-lost");
        }
        catch (Exception e) when (e is SensorcastException or TimeoutException or ObjectDisposedException)
        {
            return (null, "unreachable");
        }
    }

    private void Answer(BoardCommand command, string? error, ReadingValue? value = null)
    {
        var answer = new JsonObject();
        if (error is not null)
        {
            answer["error"] = error;
        }

        else if (value is ReadingValue known)
        {
            answer["value"] = JsonNode.Parse(Json(known));
        }

        if (command.Id is JsonElement id)
        {
            answer["id"] = JsonValue.Create(id);
        }

        _outbox.Add(new Outgoing(
            _topics.ResultOf(command.Channel),
            Encoding.UTF8.GetBytes(answer.ToJsonString()),
            Outgoing.Json,
            IsRetained: false,
            MustArrive: true,
            command.CorrelationData));
    }

    private static string Json(ReadingValue value) =>
        value.Kind is ReadingKind.Number or ReadingKind.Boolean ? value.ToString() : JsonSerializer.Serialize(value.ToString());
}
