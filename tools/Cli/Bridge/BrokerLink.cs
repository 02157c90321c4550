using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// One board's connection to the broker, one a board since a connection has one last will. Sends what waits in the outbox, in its order, each
/// message at least once (QoS 1) unless the broker announces that it cannot.
/// </summary>
internal sealed class BrokerLink(BridgePlan plan, BoardTopics topics, Outbox outbox, string clientId, Action<MqttApplicationMessage> onCommand, News news)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly BackOff _backOff = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
    private readonly Sender _sender = new(outbox, news);
    private BrokerLimits _limits = BrokerLimits.None;
    private long _dropped;

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
                onCommand(received.ApplicationMessage);
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
                news.Tell($"the broker at {plan.Broker.Authority} {await end.Task.WaitAsync(Timeout, cancellation)}");
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
        MqttClientConnectResult result = await client.ConnectAsync(Options(), cancellation);
        if (_limits.Without(result.ResultCode) is BrokerLimits less)
        {
            _limits = less;
            result = await client.ConnectAsync(Options(), cancellation);
            if (_limits.Without(result.ResultCode) is BrokerLimits least)
            {
                _limits = least;
                result = await client.ConnectAsync(Options(), cancellation);
            }
        }

        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new MqttCommunicationException(Refusal(result));
        }

        _limits = BrokerLimits.None.With(result) with
        {
            // What it refused it does not announce.
            QualityOfService = _limits.With(result).QualityOfService,
            Retains = _limits.With(result).Retains,
        };
        foreach (string shortcoming in _limits.Shortcomings())
        {
            news.Tell(shortcoming);
        }

        if (plan.TakesCommands)
        {
            await SubscribeAsync(client, result, cancellation);
        }
    }

    private MqttClientOptions Options()
    {
        bool isTls = plan.Broker.Scheme == "mqtts";
        int port = plan.Broker.IsDefaultPort ? isTls ? 8883 : 1883 : plan.Broker.Port;
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(plan.Broker.IdnHost, port)
            .WithTlsOptions(tls => tls.UseTls(isTls))
            .WithClientId(clientId)
            .WithCleanStart()
            .WithTimeout(Timeout)
            .WithKeepAlivePeriod(BrokerLimits.None.KeepAlive)
            .WithWillTopic(topics.Status)
            .WithWillPayload("offline")
            .WithWillContentType(Outgoing.Text)
            .WithWillRetain(_limits.Retains)
            .WithWillQualityOfServiceLevel(_limits.QualityOfService);
        if (plan.User is not null)
        {
            options.WithCredentials(plan.User, plan.Password ?? "");
        }

        return options.Build();
    }

    private async Task SubscribeAsync(IMqttClient client, MqttClientConnectResult result, CancellationToken cancellation)
    {
        if (!result.WildcardSubscriptionAvailable)
        {
            throw new BrokerLimitException(
                $"The broker at {plan.Broker.Authority} takes no subscriptions with wildcards, which --commands needs. Leave the option out, or use another broker.");
        }

        MqttClientSubscribeResult subscribed = await client.SubscribeAsync(topics.AllCommands, _limits.QualityOfService, cancellation);
        foreach (MqttClientSubscribeResultItem item in subscribed.Items)
        {
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
            {
                news.Tell($"the broker gives no commands: it refused the subscription to {topics.AllCommands} ({item.ResultCode})");
            }
        }
    }

    private static string Refusal(MqttClientConnectResult result)
    {
        string why = result.ResultCode switch
        {
            MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized =>
                "it wants another user or password (mqtt://user@host and --password-file)",
            MqttClientConnectResultCode.UnsupportedProtocolVersion => "it does not speak MQTT 5",
            MqttClientConnectResultCode.ServerMoved or MqttClientConnectResultCode.UseAnotherServer when result.ServerReference is { Length: > 0 } other =>
                $"it names another broker, {other}",
            _ => result.ResultCode.ToString(),
        };
        return result.ReasonString is { Length: > 0 } reason ? $"it refused: {why}, {reason}" : $"it refused: {why}";
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
        using var timeout = new CancellationTokenSource(Timeout / 5);
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
