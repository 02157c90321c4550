using System.Text.Json;
using MQTTnet.Exceptions;
using Sensorcast.Cli.Bridge.HomeAssistant;

namespace Sensorcast.Cli.Bridge;

/// <summary>Removes the retained messages of boards from the broker.</summary>
internal static class ForgetRun
{
    /// <summary>A broker sends the retained messages at once; so long after the last one there are no more.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        BridgePlan plan, IReadOnlyList<string> boards, Action<string> write, CancellationToken cancellation)
    {
        try
        {
            int code = ExitCode.Done;
            foreach (string board in boards)
            {
                code = Math.Max(code, await ForgetAsync(plan, board, write, cancellation));
            }

            return code;
        }
        catch (Exception e) when (e is MqttCommunicationException or MqttProtocolViolationException)
        {
            throw new IOException($"The {plan.Explain(e)}", e);
        }
    }

    private static async Task<int> ForgetAsync(BridgePlan plan, string board, Action<string> write, CancellationToken cancellation)
    {
        var topics = new BoardTopics(plan.TopicPrefix, board);
        string identity = BoardTopics.IdentityOf(plan.TopicPrefix, board);
        using var client = new RetainedClient();
        await client.ConnectAsync(plan, $"{identity}-forget", cancellation);

        // Some brokers send retained messages for a topic, and not for a wildcard.
        foreach (
            string topic in new[] { topics.All, topics.Status, topics.Board, topics.Bridge, topics.Recent,
                Discovery.TopicOf(plan.DiscoveryPrefix!, identity) })
        {
            await client.SubscribeAsync(topic, cancellation);
        }

        await client.WaitForIdleAsync(Idle, cancellation);
        if (client.Retained.TryGetValue(topics.Recent, out byte[]? recent))
        {
            foreach (string channel in ChannelsOf(recent).Where(topics.CanName))
            {
                await client.SubscribeAsync(topics.ReadingOf(channel), cancellation);
            }

            await client.WaitForIdleAsync(Idle, cancellation);
        }

        bool isBridged = client.Retained.TryGetValue(topics.Status, out byte[]? status) && status.AsSpan().SequenceEqual("online"u8);
        int removed = await client.RemoveAsync(cancellation);
        string warning = isBridged ? ". A bridge still publishes this board, so they come back" : "";
        write(removed == 0
            ? $"{board}: the broker shows no retained message of it"
            : $"{board}: {removed} retained messages removed{warning}");
        return isBridged ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>The channels that a pack names. Another program may have published anything on our topics.</summary>
    private static List<string> ChannelsOf(byte[] pack)
    {
        try
        {
            using var document = JsonDocument.Parse(pack);
            return document.RootElement.ValueKind != JsonValueKind.Array ? [] :
            [
                .. document.RootElement.EnumerateArray()
                    .Select(static record => record.ValueKind == JsonValueKind.Object && record.TryGetProperty("n", out JsonElement name)
                        ? name : default)
                    .Where(static name => name.ValueKind == JsonValueKind.String)
                    .Select(static name => name.GetString()!)
                    .Distinct(),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
