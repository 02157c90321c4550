using System.Buffers;
using MQTTnet;
using MQTTnet.Exceptions;

namespace Sensorcast.Cli.Bridge;

/// <summary>Collects a broker's retained messages, and removes them.</summary>
internal sealed class RetainedClient : IDisposable
{
    private readonly BrokerClient _client;
    private readonly Dictionary<string, byte[]> _retained = [];
    private BrokerLimits _limits = BrokerLimits.None;
    private bool _hasMore;

    public RetainedClient() => _client = new BrokerClient((_, message) =>
    {
        if (message.Retain)
        {
            lock (_retained)
            {
                _retained[message.Topic] = message.Payload.ToArray();
                _hasMore = true;
            }
        }
    });

    /// <summary>What has come so far: topics and payloads.</summary>
    public IReadOnlyDictionary<string, byte[]> Retained
    {
        get
        {
            lock (_retained)
            {
                return new Dictionary<string, byte[]>(_retained);
            }
        }
    }

    /// <summary>Connects.</summary>
    public async Task ConnectAsync(BridgePlan plan, string clientId, CancellationToken cancellation) =>
        (_limits, _) = await BrokerConnection.ConnectAsync(
            _client, BrokerLimits.None, limits => BrokerConnection.Options(plan, limits, clientId).Build(), cancellation);

    /// <summary>Requests the retained messages of a topic.</summary>
    /// <exception cref="MqttCommunicationException">The broker refuses.</exception>
    public async Task SubscribeAsync(string topic, CancellationToken cancellation)
    {
        _hasMore = true;
        if (await BrokerConnection.SubscribeAsync(_client, topic, _limits, cancellation) is string refusal)
        {
            throw new MqttCommunicationException($"it {refusal}");
        }
    }

    /// <summary>Waits until nothing has come for a while.</summary>
    public async Task WaitForIdleAsync(TimeSpan idle, CancellationToken cancellation)
    {
        while (_hasMore)
        {
            _hasMore = false;
            await Task.Delay(idle, cancellation);
        }
    }

    /// <summary>Has the broker delete the retained messages that have come, and disconnects.</summary>
    /// <returns>How many messages were removed.</returns>
    /// <exception cref="MqttCommunicationException">The broker refuses.</exception>
    public async Task<int> RemoveAsync(CancellationToken cancellation)
    {
        IReadOnlyDictionary<string, byte[]> retained = Retained;
        foreach (string topic in retained.Keys)
        {
            var empty = new MqttApplicationMessage { Topic = topic, Retain = true, QualityOfServiceLevel = _limits.QualityOfService };
            MqttClientPublishResult result = await _client.PublishAsync(empty, cancellation);
            if (!result.IsSuccess)
            {
                throw new MqttCommunicationException($"it refused to remove {topic} ({result.ReasonCode})");
            }
        }

        await _client.DisconnectAsync(cancellation);
        return retained.Count;
    }

    public void Dispose() => _client.Dispose();
}
