using MQTTnet;
using MQTTnet.Exceptions;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// One board's connection to the broker, one a board since a connection has one last will. Sends what waits in the outbox, in its order,
/// each message at least once (QoS 1) unless the broker announces that it cannot.
/// </summary>
internal sealed class BrokerLink(
    BridgePlan plan,
    BoardTopics topics,
    Outbox outbox,
    string clientId,
    IReadOnlyList<string> subscriptions,
    Action<MqttApplicationMessage> onMessage,
    Duty duty,
    BridgeLog log)
{
    /// <summary>Two brokers that found each other again bring two bridges together: each hears of the other by then.</summary>
    private static readonly TimeSpan AnnouncementPeriod = TimeSpan.FromSeconds(30);

    /// <summary>How long to leave the connection to another client that has taken it, and does not say that it is a bridge.</summary>
    private static readonly TimeSpan TakenPause = TimeSpan.FromMinutes(1);

    private readonly BackOff _backOff = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
    private readonly Sender _sender = new(outbox, log);
    private readonly OtherBridges _others = new(plan, topics, clientId, duty, log);
    private Announcement? _rival;
    private BrokerLimits _limits = BrokerLimits.None;
    private long _dropped;

    /// <summary>The longest packet in bytes that the broker takes, as far as it has announced that.</summary>
    public long MaxPacketSize => _limits.PacketSize;

    /// <summary>Stays connected until it is cancelled, and then says goodbye.</summary>
    /// <exception cref="BrokerLimitException">The broker cannot do what the bridge is there for.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            TimeSpan pause = TimeSpan.Zero;
            _rival = null;
            var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            client.ApplicationMessageReceivedAsync += received =>
            {
                Take(client, received.ApplicationMessage);
                return Task.CompletedTask;
            };
            client.DisconnectedAsync += ended =>
            {
                pause = ended.Reason == MqttClientDisconnectReason.SessionTakenOver ? TakenPause : TimeSpan.Zero;
                end.TrySetResult(ReasonOf(ended));
                outbox.Wake();
                return Task.CompletedTask;
            };
            try
            {
                bool stoodBy = await _others.WaitUntilAloneAsync(cancellation);
                await ConnectAsync(client, cancellation);
                List<Outgoing> unacknowledged = _sender.TakeUnacknowledged();
                outbox.Restart(stoodBy ? [] : unacknowledged);
                log.Write($"connected to {plan.Broker.Authority}");
                ReportLosses();
                using var timer = new Timer(_ => outbox.RepeatAnnouncement(), null, AnnouncementPeriod, AnnouncementPeriod);
                await _sender.RunAsync(client, _limits, _backOff, cancellation);
                log.Write($"the broker at {plan.Broker.Authority} {await end.Task.WaitAsync(BrokerConnection.Timeout, cancellation)}");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await SayGoodbyeAsync(client);
                return;
            }
            catch (Exception e)
                when (e is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or TimeoutException)
            {
                string reason = end.Task.IsCompletedSuccessfully && client.IsConnected ? end.Task.Result : e.GetBaseException().Message;
                log.Write($"the broker at {plan.Broker.Authority}: {reason}");
            }

            if (pause > TimeSpan.Zero)
            {
                duty.StandBy();
            }

            TimeSpan wait = _backOff.Next(pause);
            await Task.Delay(wait, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(IMqttClient client, CancellationToken cancellation)
    {
        (_limits, MqttClientConnectResult result) = await BrokerConnection.ConnectAsync(client, _limits, Options, cancellation);
        foreach (string shortcoming in _limits.Shortcomings())
        {
            log.Write(shortcoming);
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

    private async Task SubscribeToCommandsAsync(IMqttClient client, MqttClientConnectResult result, CancellationToken cancellation)
    {
        if (!result.WildcardSubscriptionAvailable)
        {
            throw new BrokerLimitException(
                $"The broker at {plan.Broker.Authority} takes no subscriptions with wildcards, which --commands needs. Leave the option "
                    + "out, or use another broker.");
        }

        await SubscribeAsync(client, topics.AllCommands, cancellation);
    }

    private async Task SubscribeAsync(IMqttClient client, string topic, CancellationToken cancellation)
    {
        if (await BrokerConnection.SubscribeAsync(client, topic, _limits, cancellation) is string refusal)
        {
            log.Write($"the broker {refusal}, so nothing that is sent there arrives");
        }
    }

    private void Take(IMqttClient client, MqttApplicationMessage message)
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
            // Both hear of each other and decide alike. Normally the broker lets in one alone, by the client identifier.
            if (other.IsBefore(Announcement.Own))
            {
                // Not awaited: it waits for this method.
                _rival = other;
                _ = client.DisconnectAsync(new MqttClientDisconnectOptions(), CancellationToken.None);
            }
            else
            {
                outbox.RepeatAnnouncement();
            }
        }
    }

    private string ReasonOf(MqttClientDisconnectedEventArgs ended)
    {
        if (ended.Reason == MqttClientDisconnectReason.SessionTakenOver)
        {
            return $"has given the connection to another client that calls itself {clientId}: is there a second bridge? Looking again in "
                + $"{TakenPause.TotalSeconds:0} s";
        }

        if (_rival is not null)
        {
            return $"is left to {_rival}, which publishes this board, too";
        }

        bool isDeliberate = ended.Exception is null && ended.Reason != MqttClientDisconnectReason.NormalDisconnection;
        string reason = string.IsNullOrEmpty(ended.ReasonString) ? "" : $", {ended.ReasonString}";
        return isDeliberate ? $"ended the connection: {ended.Reason}{reason}" : "is gone";
    }

    private void ReportLosses()
    {
        if (outbox.Dropped is long dropped && dropped > _dropped)
        {
            log.Write($"{dropped - _dropped} messages were dropped while the broker was away, the oldest first");
            _dropped = dropped;
        }
    }

    /// <summary>Waits for what is on its way, then takes the board off line: a client that says goodbye has no last will.</summary>
    private async Task SayGoodbyeAsync(IMqttClient client)
    {
        using var timeout = new CancellationTokenSource(BrokerConnection.Timeout / 5);
        try
        {
            await _sender.FinishAsync(timeout.Token);
            var offline = new Outgoing(topics.Status, "offline"u8.ToArray(), Outgoing.Text, IsRetained: true, MustArrive: false);
            await client.PublishAsync(Sender.ToMqtt(offline, _limits), timeout.Token);
            await client.DisconnectAsync(new MqttClientDisconnectOptions(), timeout.Token);
        }
        catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException or InvalidOperationException)
        {
            // The broker is gone; it has the last will.
        }
    }
}
