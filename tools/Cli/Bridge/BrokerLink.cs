using MQTTnet;
using MQTTnet.Exceptions;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// One board's connection to the broker, one a board since a connection has one last will. Sends what waits in the outbox, in its order, each
/// message at least once (QoS 1) unless the broker announces that it cannot.
/// </summary>
internal sealed class BrokerLink(
    BridgePlan plan,
    BoardTopics topics,
    Outbox outbox,
    string clientId,
    IReadOnlyList<string> subscriptions,
    Action<MqttApplicationMessage> onMessage,
    News news)
{
    private readonly BackOff _backOff = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
    private readonly Sender _sender = new(outbox, news);
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
            var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            client.ApplicationMessageReceivedAsync += received =>
            {
                onMessage(received.ApplicationMessage);
                return Task.CompletedTask;
            };
            client.DisconnectedAsync += ended =>
            {
                end.TrySetResult(ReasonOf(ended));
                outbox.Wake();
                return Task.CompletedTask;
            };
            try
            {
                await ConnectAsync(client, cancellation);
                outbox.Restart(_sender.TakeUnacknowledged());
                news.Tell($"connected to {plan.Broker.Authority}");
                TellLosses();
                await _sender.RunAsync(client, _limits, _backOff, cancellation);
                news.Tell($"the broker at {plan.Broker.Authority} {await end.Task.WaitAsync(BrokerConnection.Timeout, cancellation)}");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await SayGoodbyeAsync(client);
                return;
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or TimeoutException)
            {
                string reason = end.Task.IsCompletedSuccessfully && client.IsConnected ? end.Task.Result : e.GetBaseException().Message;
                news.Tell($"the broker at {plan.Broker.Authority}: {reason}");
            }

            TimeSpan wait = _backOff.Next(null);
            await Task.Delay(wait, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(IMqttClient client, CancellationToken cancellation)
    {
        (_limits, MqttClientConnectResult result) = await BrokerConnection.ConnectAsync(client, _limits, Options, cancellation);
        foreach (string shortcoming in _limits.Shortcomings())
        {
            news.Tell(shortcoming);
        }

        if (plan.TakesCommands)
        {
            await SubscribeToCommandsAsync(client, result, cancellation);
        }

        foreach (string topic in subscriptions)
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
                $"The broker at {plan.Broker.Authority} takes no subscriptions with wildcards, which --commands needs. Leave the option out, or use another broker.");
        }

        await SubscribeAsync(client, topics.AllCommands, cancellation);
    }

    private async Task SubscribeAsync(IMqttClient client, string topic, CancellationToken cancellation)
    {
        MqttClientSubscribeResult subscribed = await client.SubscribeAsync(topic, _limits.QualityOfService, cancellation);
        foreach (MqttClientSubscribeResultItem item in subscribed.Items)
        {
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
            {
                news.Tell($"the broker refused the subscription to {topic} ({item.ResultCode}), so nothing that is sent there arrives");
            }
        }
    }

    private static string ReasonOf(MqttClientDisconnectedEventArgs ended)
    {
        bool isDeliberate = ended.Exception is null && ended.Reason != MqttClientDisconnectReason.NormalDisconnection;
        string reason = string.IsNullOrEmpty(ended.ReasonString) ? "" : $", {ended.ReasonString}";
        return isDeliberate ? $"ended the connection: {ended.Reason}{reason}" : "is gone";
    }

    private void TellLosses()
    {
        if (outbox.Dropped is long dropped && dropped > _dropped)
        {
            news.Tell($"{dropped - _dropped} messages were dropped while the broker was away, the oldest first");
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
