using System.Buffers;
using System.Diagnostics;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// Sends the messages of the outbox over each connection, within the broker's limits. A message that cannot be delivered is dropped and
/// counted, and the log says why.
/// </summary>
internal sealed class Sender(Outbox outbox, BridgeLog log)
{
    /// <summary>A broker that takes longer to acknowledge a message is taken for broken.</summary>
    private static readonly TimeSpan AcknowledgementTimeout = TimeSpan.FromSeconds(20);

    private readonly Queue<(Outgoing Message, Task<MqttClientPublishResult> Sending, long SentAt)> _unacknowledged = new();
    private readonly Attempts _attempts = new();
    private long _undelivered;

    /// <summary>Sends until the connection is lost.</summary>
    /// <exception cref="SilentBrokerException">The broker does not answer.</exception>
    /// <exception cref="MqttCommunicationException">The connection is lost.</exception>
    public async Task RunAsync(BrokerClient client, BrokerLimits limits, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task pinging = PingAsync(client, limits.KeepAlive / 2, end.Token);
        _ = pinging.ContinueWith(_ =>
            outbox.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (client.IsConnected)
            {
                await TakeAcknowledgementsAsync();
                await (pinging.IsFaulted ? pinging : Task.CompletedTask);
                while (_unacknowledged.Count < limits.Window && outbox.TryTake() is Outgoing message)
                {
                    Send(client, message, limits);
                }

                await outbox.WaitAsync(cancellation);
            }
        }
        finally
        {
            await end.CancelAsync();
            await pinging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            DropAfterRepeatedLoss();
        }
    }

    /// <summary>What the broker has not acknowledged, whether it has got it or not.</summary>
    public List<Outgoing> TakeUnacknowledged()
    {
        List<Outgoing> messages =
            [.. _unacknowledged.Where(static one => !one.Sending.IsCompletedSuccessfully).Select(static one => one.Message)];
        _unacknowledged.Clear();
        return messages;
    }

    /// <summary>Waits for the messages in flight.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        Task all = Task.WhenAll(_unacknowledged.Select(static one => one.Sending));
        await all.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public static MqttApplicationMessage ToMqtt(Outgoing message, BrokerLimits limits) => new()
    {
        Topic = message.Topic,
        Payload = new ReadOnlySequence<byte>(message.Payload),
        ContentType = limits.HasProperties ? message.ContentType : null,
        CorrelationData = limits.HasProperties ? message.CorrelationData : null,
        Retain = message.IsRetained && limits.Retains,
        QualityOfServiceLevel = limits.QualityOfService,
    };

    /// <summary>The connection is lost: the oldest unacknowledged message may be the cause.</summary>
    private void DropAfterRepeatedLoss()
    {
        if (!_unacknowledged.TryPeek(out (Outgoing Message, Task<MqttClientPublishResult> Sending, long) oldest)
            || oldest.Sending.IsCompletedSuccessfully
            || !_attempts.ShouldDrop(oldest.Message))
        {
            return;
        }

        _unacknowledged.Dequeue();
        outbox.Exclude(oldest.Message);
        Drop(oldest.Message, "the broker ends the connection on it");
    }

    private async Task TakeAcknowledgementsAsync()
    {
        while (_unacknowledged.TryPeek(out (Outgoing Message, Task<MqttClientPublishResult> Sending, long SentAt) oldest))
        {
            if (!oldest.Sending.IsCompleted)
            {
                if (Stopwatch.GetElapsedTime(oldest.SentAt) > AcknowledgementTimeout)
                {
                    throw new SilentBrokerException($"acknowledged nothing for {AcknowledgementTimeout.TotalSeconds:0} s");
                }

                return;
            }

            MqttClientPublishResult result = await oldest.Sending;
            _unacknowledged.Dequeue();
            _attempts.Succeed(oldest.Message);
            if (!result.IsSuccess)
            {
                Drop(oldest.Message, $"the broker refused it: {result.ReasonCode}");
            }
        }
    }

    private void Send(BrokerClient client, Outgoing message, BrokerLimits limits)
    {
        if (message.PacketSize > limits.PacketSize)
        {
            Drop(message, $"it has {message.PacketSize} bytes and the broker takes {limits.PacketSize}", "too long");
            return;
        }

        try
        {
            MqttTopicValidator.ThrowIfInvalid(message.Topic);
        }
        catch (MqttProtocolViolationException e)
        {
            Drop(message, e.Message.TrimEnd('.'));
            return;
        }

        // Not awaited: several are in flight, in the order in which they are sent here.
        Task<MqttClientPublishResult> sending = client.StartPublishing(ToMqtt(message, limits));
        _unacknowledged.Enqueue((message, sending, Stopwatch.GetTimestamp()));
        _ = sending.ContinueWith(
            _ => outbox.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Pings by the monotonic clock, at the broker's keep-alive interval: the library does neither.</summary>
    private static async Task PingAsync(BrokerClient client, TimeSpan period, CancellationToken end)
    {
        using var timer = new PeriodicTimer(period);
        while (await timer.WaitForNextTickAsync(end))
        {
            await client.PingAsync(end);
        }
    }

    private void Drop(Outgoing message, string reason, string? kind = null)
    {
        _undelivered++;
        log.Write(
            $"a message on {message.Topic} was not delivered: {reason}; {_undelivered} so far",
            kind: $"not delivered: {message.Topic} {kind ?? reason}");
    }
}
