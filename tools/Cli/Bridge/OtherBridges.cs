using MQTTnet;
using MQTTnet.Exceptions;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// Looks for another bridge of the same board before this one publishes it, since both would publish every reading. A bridge is present if
/// it answers: a retained announcement may be from one that has crashed, or be missing, as some brokers retain on one node of several, or
/// nothing at all.
/// </summary>
internal sealed class OtherBridges(BridgePlan plan, BoardTopics topics, string clientId, StandbyState standby, BridgeLog log)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A bridge on standby waits for more missing answers than one that starts: so after the broker was offline, the bridge that had the
    /// board has it again, with all messages that wait for the broker.
    /// </summary>
    private const int MissingAnswers = 2;

    /// <summary>Ends when no other bridge publishes the board; until then this one stands by.</summary>
    /// <returns>Whether it did.</returns>
    /// <exception cref="MqttCommunicationException">The broker refuses, or cannot be reached.</exception>
    public async Task<bool> WaitUntilAloneAsync(CancellationToken cancellation)
    {
        Announcement? answer = null;
        using var client = new BrokerClient((_, message) => Interlocked.CompareExchange(ref answer, Of(message), null));

        // Not with the board's own client identifier: that would end the other bridge's connection.
        string observer = $"{clientId}-{Announcement.Own.Instance}";
        (BrokerLimits limits, _) = await BrokerConnection.ConnectAsync(
            client, BrokerLimits.None, announced => BrokerConnection.Options(plan, announced, observer).Build(), cancellation);
        if (await BrokerConnection.SubscribeAsync(client, topics.Bridge, limits, cancellation) is string refusal)
        {
            log.Write($"the broker {refusal}, so a second bridge would not be noticed");
        }

        for (int missing = 0; missing < (standby.IsStandingBy ? MissingAnswers : 1);)
        {
            await RequestAsync(client, topics, limits, cancellation);
            await Task.Delay(AnswerTime, cancellation);
            missing++;
            if (Interlocked.Exchange(ref answer, null) is Announcement other)
            {
                missing = 0;
                standby.Begin();
                log.Write($"{other} publishes this board. This one stands by, and takes over when that one ends");
            }

            await (standby.IsStandingBy ? Task.Delay(Period, cancellation) : Task.CompletedTask);
        }

        await client.DisconnectAsync(cancellation);
        if (!standby.IsStandingBy)
        {
            return false;
        }

        log.Write("no other bridge publishes this board any more");
        standby.End();
        return true;
    }

    /// <summary>Requests an answer, on <see cref="BoardTopics.Bridge"/>, from the bridge that publishes a board.</summary>
    public static Task RequestAsync(BrokerClient client, BoardTopics topics, BrokerLimits limits, CancellationToken cancellation) =>
        client.PublishAsync(
            new MqttApplicationMessage { Topic = topics.BridgeRequest, QualityOfServiceLevel = limits.QualityOfService }, cancellation);

    /// <summary>The other bridge that a message is from.</summary>
    /// <returns><see langword="null"/> if that bridge does not run now: a retained message may be old.</returns>
    public static Announcement? Of(MqttApplicationMessage message) =>
        !message.Retain && Announcement.Read(message.Payload) is Announcement announcement
            && announcement.Instance != Announcement.Own.Instance
            ? announcement
            : null;
}
