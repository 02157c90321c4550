using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using MQTTnet;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>One board and its connection to the broker. Either may go away and come back, as often as it likes.</summary>
internal sealed class BoardBridge
{
    /// <summary>More commands than this that wait for a board are refused.</summary>
    private const int MaxCommands = 100;

    /// <summary>How long to leave a board alone that refuses, say for a wrong token.</summary>
    private static readonly TimeSpan RefusalPause = TimeSpan.FromMinutes(1);

    private readonly BridgePlan _plan;
    private readonly BridgedBoard _board;
    private readonly News _news;
    private readonly BoardTopics _topics;
    private readonly Outbox _outbox;
    private readonly BrokerLink _link;
    private readonly Channel<BoardCommand> _commands = Channel.CreateBounded<BoardCommand>(MaxCommands);
    private volatile SensorcastClient? _client;
    private readonly HashSet<string> _unnamed = [];
    private string _baseName = "";

    public BoardBridge(BridgePlan plan, BridgedBoard board, Action<string> tell)
    {
        _plan = plan;
        _board = board;
        _news = new News(board.Name, tell);
        _topics = new BoardTopics(plan.TopicPrefix, board.Name);
        _outbox = new Outbox(_topics);

        // The same after a restart: the broker then ends what is left of the old connection. And a second bridge of this board, which would
        // publish everything twice, shows at once.
        string clientId = $"{plan.TopicPrefix}-{board.Name}".Replace('/', '-');
        _link = new BrokerLink(plan, _topics, _outbox, clientId, OnCommand, new News(board.Name, tell));
    }

    /// <summary>Works until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // One that fails ends all, with its error. The broker is said goodbye to, so that runs to its end; the others are just cancelled.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] all = [_link.RunAsync(end.Token), ReadBoardAsync(end.Token), ObeyAsync(end.Token)];
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
        var options = new SensorcastClientOptions { Encoding = _plan.Encoding, Token = _board.Token };
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
                _news.Tell($"{e.Message} Trying again in {RefusalPause.TotalSeconds:0} s.");
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
                TellOfNames(pack);
                break;
            case ChannelsChanged changes:
                foreach (ChannelInfo removed in changes.Removed)
                {
                    _outbox.Remove(Pack.ChannelOf(removed.Name, _baseName));
                }

                break;
            case SkippedPacks gap:
                _news.Tell($"{gap.Count} packs skipped");
                break;
            case Connected:
                _outbox.SetOnline(true);
                _news.Tell("the board is online");
                break;
            case Disconnected disconnected:
                _outbox.SetOnline(false);
                _news.Tell(disconnected.Error.Message);
                break;
        }
    }

    /// <summary>A channel whose name cannot be a topic is in the packs all the same.</summary>
    private void TellOfNames(Pack pack)
    {
        foreach (Reading reading in pack.Readings)
        {
            string channel = pack.ChannelOf(reading);
            if (!_topics.CanName(channel) && _unnamed.Add(channel))
            {
                _news.Tell($"the channel '{channel}' has no topic of its own: its name cannot be part of one");
            }
        }
    }

    private void OnCommand(MqttApplicationMessage message)
    {
        // A retained one is old, and would be obeyed again after each reconnection.
        if (message.Retain)
        {
            return;
        }

        var command = new BoardCommand(_topics.ChannelOf(message.Topic), BoardCommand.Parse(message.Payload), message.CorrelationData);
        if (!_commands.Writer.TryWrite(command))
        {
            Answer(command, "too-many-commands");
        }
    }

    private async Task ObeyAsync(CancellationToken cancellation)
    {
        await foreach (BoardCommand command in _commands.Reader.ReadAllAsync(cancellation))
        {
            Answer(command, await ObeyAsync(command, cancellation));
        }
    }

    /// <returns>What went wrong, if it did.</returns>
    private async Task<string?> ObeyAsync(BoardCommand command, CancellationToken cancellation)
    {
        try
        {
            if (command.Value is not ReadingValue value || command.Channel.Length == 0)
            {
                return "not-understood";
            }

            await (_client?.SetAsync(command.Channel, value, cancellation) ?? throw new TimeoutException());
            return null;
        }
        catch (SetRefusedException e)
        {
            return e.Code;
        }
        catch (ConnectionLostException)
        {
            return "connection-lost";
        }
        catch (Exception e) when (e is SensorcastException or TimeoutException or ObjectDisposedException)
        {
            return "unreachable";
        }
    }

    private void Answer(BoardCommand command, string? error)
    {
        string answer = error is null ? "{}" : JsonSerializer.Serialize(new Dictionary<string, string> { ["error"] = error });
        _outbox.Add(new Outgoing(
            _topics.ResultOf(command.Channel),
            Encoding.UTF8.GetBytes(answer),
            Outgoing.Json,
            IsRetained: false,
            MustArrive: true,
            command.CorrelationData));
    }
}
