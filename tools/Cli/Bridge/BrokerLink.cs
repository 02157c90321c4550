using MQTTnet;
using MQTTnet.Exceptions;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// One board's connection to the broker, one for each board since a connection has one last will. Sends the messages of the outbox in their
/// order, each at least once (QoS 1) unless the broker announces that it cannot.
/// </summary>
internal sealed class BrokerLink(
    BridgePlan plan,
    BoardTopics topics,
    Outbox outbox,
    string clientId,
    IReadOnlyList<string> subscriptions,
    Action<MqttApplicationMessage> onMessage,
    StandbyState standby,
    BridgeLog log)
{
    /// <summary>After two brokers of a cluster are joined again, two bridges have received each other's announcement by then.</summary>
    private static readonly TimeSpan AnnouncementPeriod = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait after another client, which does not announce a bridge, has taken over the connection: two clients take it from
    /// each other no more often. A connection that lasted longer worked.
    /// </summary>
    private static readonly TimeSpan TakenPause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.5);

    /// <summary>A cluster that has lost a node may close connections for a while: the boards come back soon after.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>After so many short connections in a row, the reason is not a restart of the broker.</summary>
    private const int ManyEnds = 3;

    private readonly BackOff _unreachable = new(ShortestPause, LongestPause);
    private readonly BackOff _ended = new(ShortestPause, LongestPause);
    private readonly Sender _sender = new(outbox, log);
    private readonly OtherBridges _others = new(plan, topics, clientId, standby, log);
    private int _ends;
    private Announcement? _other;
    private BrokerLimits _limits = BrokerLimits.None;
    private long _dropped;

    /// <summary>The longest packet in bytes that the broker takes, as far as it has announced that.</summary>
    public long MaxPacketSize => _limits.PacketSize;

    /// <summary>Stays connected until it is cancelled, and then disconnects cleanly.</summary>
    /// <exception cref="BrokerLimitException">The broker cannot do what the bridge was started for.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            using var client = new BrokerClient(Take, outbox.Wake);
            Exception? error = null;
            _other = null;
            try
            {
                bool stoodBy = await _others.WaitUntilAloneAsync(cancellation);
                await ConnectAsync(client, cancellation);
                List<Outgoing> unacknowledged = _sender.TakeUnacknowledged();
                outbox.Restart(stoodBy ? [] : unacknowledged);
                log.Write($"connected to {plan.Broker.Authority}");
                ReportLosses();
                using var timer = new Timer(_ => outbox.RepeatAnnouncement(), null, AnnouncementPeriod, AnnouncementPeriod);
                await _sender.RunAsync(client, _limits, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await DisconnectAsync(client);
                return;
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException)
            {
                error = e;
            }

            TimeSpan pause = await ReportEndAsync(client.End, error, cancellation);
            await Task.Delay(pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Logs why there is no connection.</summary>
    /// <returns>How long to wait before the next one.</returns>
    private async Task<TimeSpan> ReportEndAsync(ConnectionEnd end, Exception? error, CancellationToken cancellation)
    {
        if (!end.WasConnected)
        {
            log.Write($"the {plan.Explain(error!)}");
            return _unreachable.Next(null);
        }

        _unreachable.Reset();
        _ends++;
        if (end.Age > TakenPause)
        {
            _ended.Reset();
            _ends = 1;
        }

        MqttClientDisconnectedEventArgs? ended = error is SilentBrokerException ? null : await end.WaitAsync(cancellation);
        bool isTaken = ended?.Reason == MqttClientDisconnectReason.SessionTakenOver;
        log.Write($"the broker at {plan.Broker.Authority} {(error as SilentBrokerException)?.Message ?? ReasonOf(ended)}");
        if (isTaken)
        {
            standby.Begin();
        }

        return _ended.Next(isTaken ? TakenPause : TimeSpan.Zero);
    }

    private async Task ConnectAsync(BrokerClient client, CancellationToken cancellation)
    {
        (_limits, MqttClientConnectResult result) = await BrokerConnection.ConnectAsync(client, _limits, Options, cancellation);
        foreach (string limitation in _limits.Limitations())
        {
            log.Write(limitation);
        }

        if (plan.TakesCommands)
        {
            await SubscribeToCommandsAsync(client, result, cancellation);
        }

        foreach (string topic in (string[])[topics.Bridge, topics.BridgeRequest, .. subscriptions])
        {
            await SubscribeAsync(client, topic, cancellation);
        }
    }

    private MqttClientOptions Options(BrokerLimits limits)
    {
        MqttClientOptionsBuilder options = BrokerConnection.Options(plan, limits, clientId)
            .WithWillTopic(topics.Status)
            .WithWillPayload("offline")
            .WithWillRetain(limits.Retains)
            .WithWillQualityOfServiceLevel(limits.QualityOfService);
        return limits.HasProperties ? options.WithWillContentType(Outgoing.Text).Build() : options.Build();
    }

    private async Task SubscribeToCommandsAsync(BrokerClient client, MqttClientConnectResult result, CancellationToken cancellation)
    {
        if (!result.WildcardSubscriptionAvailable)
        {
            throw new BrokerLimitException(
                $"The broker at {plan.Broker.Authority} takes no subscriptions with wildcards, which --commands needs. Leave the option "
                    + "out, or use another broker.");
        }

        await SubscribeAsync(client, topics.AllCommands, cancellation);
    }

    private async Task SubscribeAsync(BrokerClient client, string topic, CancellationToken cancellation)
    {
        if (await BrokerConnection.SubscribeAsync(client, topic, _limits, cancellation) is string refusal)
        {
            log.Write($"the broker {refusal}, so nothing that is sent there arrives");
        }
    }

    private void Take(BrokerClient client, MqttApplicationMessage message)
    {
        if (message.Topic == topics.BridgeRequest)
        {
            outbox.RepeatAnnouncement();
        }
        else if (message.Topic != topics.Bridge)
        {
            onMessage(message);
        }
        else if (OtherBridges.Of(message) is Announcement other)
        {
            // Both receive the other's announcement and come to the same result. The broker normally accepts only one client identifier.
            if (other.IsBefore(Announcement.Own))
            {
                // Not awaited: it waits for this method.
                _other = other;
                _ = client.DisconnectAsync(CancellationToken.None);
            }
            else
            {
                outbox.RepeatAnnouncement();
            }
        }
    }

    private string ReasonOf(MqttClientDisconnectedEventArgs? ended)
    {
        if (ended?.Reason == MqttClientDisconnectReason.SessionTakenOver)
        {
            return $"has given the connection to another client that calls itself {clientId}: is there a second bridge? Looking again in "
                + $"{TakenPause.TotalSeconds:0} s";
        }

        if (_other is not null)
        {
            return $"is left to {_other}, which publishes this board, too";
        }

        // The library reports the latter two if the broker gives no reason, as in MQTT 3.1.1.
        bool isKnown = ended?.Reason
            is not (null or MqttClientDisconnectReason.NormalDisconnection or MqttClientDisconnectReason.UnspecifiedError);
        string reason = string.IsNullOrEmpty(ended?.ReasonString) ? "" : $", {Printable.Of(ended.ReasonString)}";
        return isKnown || reason.Length > 0 ? $"ended the connection: {ended!.Reason}{reason}"
            : _ends < ManyEnds ? "is gone"
            : $"is gone each time, soon after it has accepted the connection: does another client call itself {clientId}?";
    }

    private void ReportLosses()
    {
        if (outbox.Dropped is long dropped && dropped > _dropped)
        {
            log.Write($"{dropped - _dropped} messages were dropped while the broker was away, the oldest first");
            _dropped = dropped;
        }
    }

    /// <summary>Waits for the messages in flight, then publishes the board as offline: a clean disconnect sends no last will.</summary>
    private async Task DisconnectAsync(BrokerClient client)
    {
        using var timeout = new CancellationTokenSource(BrokerClient.CallTimeout / 5);
        try
        {
            await _sender.FinishAsync(timeout.Token);
            var offline = new Outgoing(topics.Status, "offline"u8.ToArray(), Outgoing.Text, IsRetained: true, MustArrive: false);
            await client.PublishAsync(Sender.ToMqtt(offline, _limits), timeout.Token);
            await client.DisconnectAsync(timeout.Token);
        }
        catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException)
        {
            // The broker is unreachable; it has the last will.
        }
    }
}
