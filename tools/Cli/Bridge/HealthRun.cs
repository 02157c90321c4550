using System.Collections.Concurrent;
using System.Diagnostics;
using MQTTnet.Exceptions;

namespace Sensorcast.Cli.Bridge;

/// <summary>Checks, through the broker, whether a bridge publishes the boards.</summary>
internal static class HealthRun
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    /// <returns>The exit code. It does not depend on whether the boards themselves are online, which is not the bridge's fault.</returns>
    public static async Task<int> RunAsync(BridgePlan plan, Action<string> print, CancellationToken cancellation)
    {
        try
        {
            ConcurrentDictionary<string, Announcement> answers = await RequestAsync(plan, cancellation);
            foreach (BridgedBoard board in plan.Boards)
            {
                print(answers.TryGetValue(board.Name, out Announcement? bridge)
                    ? $"{board.Name}: {(bridge.IsOnline ? "online" : "the board is away")}, by {bridge}"
                    : $"{board.Name}: no bridge answers");
            }

            return answers.Count == plan.Boards.Count ? ExitCode.Done : ExitCode.Failed;
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException)
        {
            print($"The {plan.Explain(e)}");
            return ExitCode.Unreachable;
        }
    }

    /// <returns>The bridges' answers, by the boards' names.</returns>
    private static async Task<ConcurrentDictionary<string, Announcement>> RequestAsync(BridgePlan plan, CancellationToken cancellation)
    {
        var answers = new ConcurrentDictionary<string, Announcement>();
        Dictionary<string, string> boards =
            plan.Boards.ToDictionary(board => new BoardTopics(plan.TopicPrefix, board.Name).Bridge, static board => board.Name);
        using var client = new BrokerClient((_, message) =>
        {
            if (OtherBridges.Of(message) is Announcement announcement && boards.TryGetValue(message.Topic, out string? board))
            {
                answers[board] = announcement;
            }
        });
        string clientId = BoardTopics.IdentityOf(plan.TopicPrefix, $"health-{Announcement.Own.Instance}");
        (BrokerLimits limits, _) = await BrokerConnection.ConnectAsync(
            client, BrokerLimits.None, announced => BrokerConnection.Options(plan, announced, clientId).Build(), cancellation);
        foreach (BridgedBoard board in plan.Boards)
        {
            var topics = new BoardTopics(plan.TopicPrefix, board.Name);
            if (await BrokerConnection.SubscribeAsync(client, topics.Bridge, limits, cancellation) is string refusal)
            {
                throw new MqttCommunicationException($"it {refusal}");
            }

            await OtherBridges.RequestAsync(client, topics, limits, cancellation);
        }

        for (long start = Stopwatch.GetTimestamp(); answers.Count < boards.Count && Stopwatch.GetElapsedTime(start) < AnswerTime;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellation);
        }

        await client.DisconnectAsync(cancellation);
        return answers;
    }
}
