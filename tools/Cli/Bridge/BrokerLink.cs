using System.Buffers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Sensorcast.Client;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// One board's connection to the broker, one a board since a connection has one last will. Sends what waits in the outbox, in its order, each
/// message at least once (QoS 1).
/// </summary>
internal sealed class BrokerLink(BridgePlan plan, BoardTopics topics, Outbox outbox, string clientId, Action<MqttApplicationMessage> onCommand, News news)
{
    /// <summary>How many messages may wait for their acknowledgement: fewer than the 20 that Mosquitto takes at once.</summary>
    private const int Window = 16;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly Queue<(Outgoing Message, Task<MqttClientPublishResult> Sending)> _unacknowledged = new();

    /// <summary>Stays connected until it is cancelled, and then says goodbye.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(15));
        while (!cancellation.IsCancellationRequested)
        {
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            client.ApplicationMessageReceivedAsync += received =>
            {
                onCommand(received.ApplicationMessage);
                return Task.CompletedTask;
            };
            client.DisconnectedAsync += _ =>
            {
                outbox.Wake();
                return Task.CompletedTask;
            };
            try
            {
                await ConnectAsync(client, cancellation);
                backOff.Reset();
                outbox.Restart(TakeUnacknowledged());
                news.Tell($"connected to {plan.Broker.Authority}");
                await SendAsync(client, cancellation);
                news.Tell($"the broker at {plan.Broker.Authority} is gone");
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await SayGoodbyeAsync(client);
                return;
            }
            catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException or OperationCanceledException or TimeoutException)
            {
                news.Tell($"the broker at {plan.Broker.Authority}: {e.GetBaseException().Message}");
            }

            TimeSpan wait = backOff.Next(null);
            await Task.Delay(wait, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConnectAsync(IMqttClient client, CancellationToken cancellation)
    {
        bool isTls = plan.Broker.Scheme == "mqtts";
        int port = plan.Broker.IsDefaultPort ? isTls ? 8883 : 1883 : plan.Broker.Port;
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(plan.Broker.Host, port)
            .WithTlsOptions(tls => tls.UseTls(isTls))
            .WithClientId(clientId)
            .WithCleanStart()
            .WithTimeout(Timeout)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(15))
            .WithWillTopic(topics.Status)
            .WithWillPayload("offline")
            .WithWillContentType(Outgoing.Text)
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        if (plan.User is not null)
        {
            options.WithCredentials(plan.User, plan.Password ?? "");
        }

        MqttClientConnectResult result = await client.ConnectAsync(options.Build(), cancellation);
        if (result.ResultCode != MqttClientConnectResultCode.Success)
        {
            throw new MqttCommunicationException($"it refused: {result.ResultCode}");
        }

        if (plan.TakesCommands)
        {
            await client.SubscribeAsync(topics.AllCommands, MqttQualityOfServiceLevel.AtLeastOnce, cancellation);
        }
    }

    /// <summary>Sends until the connection is lost.</summary>
    private async Task SendAsync(IMqttClient client, CancellationToken cancellation)
    {
        while (client.IsConnected)
        {
            while (_unacknowledged.TryPeek(out (Outgoing Message, Task<MqttClientPublishResult> Sending) oldest) && oldest.Sending.IsCompleted)
            {
                MqttClientPublishResult result = await oldest.Sending;
                _unacknowledged.Dequeue();
                if (!result.IsSuccess)
                {
                    news.Tell($"the broker refused a message: {result.ReasonCode}");
                }
            }

            while (_unacknowledged.Count < Window && outbox.TryTake() is Outgoing message)
            {
                // Not awaited: several are on their way, in the order in which they are sent here.
                Task<MqttClientPublishResult> sending = client.PublishAsync(ToMqtt(message), CancellationToken.None);
                _unacknowledged.Enqueue((message, sending));
                _ = sending.ContinueWith(
                    _ => outbox.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            await outbox.WaitAsync(cancellation);
        }
    }

    private static MqttApplicationMessage ToMqtt(Outgoing message) => new()
    {
        Topic = message.Topic,
        Payload = new ReadOnlySequence<byte>(message.Payload),
        ContentType = message.ContentType,
        CorrelationData = message.CorrelationData,
        Retain = message.IsRetained,
        QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce,
    };

    /// <summary>What the broker has not acknowledged, whether it has got it or not.</summary>
    private List<Outgoing> TakeUnacknowledged()
    {
        List<Outgoing> messages = [.. _unacknowledged.Where(static one => !one.Sending.IsCompletedSuccessfully).Select(static one => one.Message)];
        _unacknowledged.Clear();
        return messages;
    }

    /// <summary>Waits for what is on its way, then takes the board off line: whoever says goodbye has no last will.</summary>
    private async Task SayGoodbyeAsync(IMqttClient client)
    {
        using var timeout = new CancellationTokenSource(Timeout / 5);
        try
        {
            Task all = Task.WhenAll(_unacknowledged.Select(static one => one.Sending));
            await all.WaitAsync(timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await client.PublishAsync(ToMqtt(new Outgoing(topics.Status, "offline"u8.ToArray(), Outgoing.Text, true, false)), timeout.Token);
            await client.DisconnectAsync(new MqttClientDisconnectOptions(), timeout.Token);
        }
        catch (Exception e) when (e is MqttCommunicationException or OperationCanceledException or InvalidOperationException)
        {
            // The broker is gone; it has the last will.
        }
    }
}
