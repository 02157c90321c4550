using System.Buffers;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using Sensorcast.Tests.Shared;

namespace Sensorcast.Tests.CliTests;

/// <summary>Keeps every message that the broker delivers.</summary>
internal sealed class Subscriber : IDisposable
{
    private readonly int _port;
    private readonly string _filter;
    private readonly List<MqttApplicationMessage> _messages = [];
    private readonly Dictionary<string, List<string>> _texts = [];
    private IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    private readonly MqttProtocolVersion _version;

    private Subscriber(int port, string filter, MqttProtocolVersion version)
    {
        _port = port;
        _filter = filter;
        _version = version;
    }

    public static Task<Subscriber> ConnectAsync(Broker broker, string filter) =>
        ConnectAsync(broker.Port, filter, MqttProtocolVersion.V500);

    public static async Task<Subscriber> ConnectAsync(int port, string filter, MqttProtocolVersion version)
    {
        var subscriber = new Subscriber(port, filter, version);
        await subscriber.ReconnectAsync();
        return subscriber;
    }

    /// <summary>
    /// Connects again and again until the broker delivers the retained message: RabbitMQ delivers a message before it has retained it.
    /// </summary>
    public static async Task<MqttApplicationMessage> RetainedAsync(int port, string topic, MqttProtocolVersion version)
    {
        while (true)
        {
            using Subscriber subscriber = await ConnectAsync(port, topic, version);
            await subscriber.WaitAsync(() => subscriber.Messages().Length > 0);
            if (subscriber.Messages()[0] is { Retain: true } retained)
            {
                return retained;
            }
        }
    }

    /// <summary>Connects again, to a broker that has been started again.</summary>
    public async Task ReconnectAsync()
    {
        await WaitAsync(() => !_client.IsConnected);
        _client.Dispose();
        _client = new MqttClientFactory().CreateMqttClient();
        _client.ApplicationMessageReceivedAsync += received =>
        {
            Keep(received.ApplicationMessage);
            return Task.CompletedTask;
        };
        await _client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", _port).WithProtocolVersion(_version).Build());
        await _client.SubscribeAsync(_filter, MqttQualityOfServiceLevel.AtLeastOnce);
    }

    public Task PublishAsync(string topic, string payload, bool isRetained = false) =>
        _client.PublishStringAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, isRetained);

    public Task PublishAsync(string topic, byte[] payload) =>
        _client.PublishBinaryAsync(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce);

    /// <summary>The messages received so far.</summary>
    public MqttApplicationMessage[] Messages()
    {
        lock (_messages)
        {
            return [.. _messages];
        }
    }

    /// <summary>The messages received so far on a topic.</summary>
    public string[] On(string topic)
    {
        lock (_messages)
        {
            return _texts.TryGetValue(topic, out List<string>? texts) ? [.. texts] : [];
        }
    }

    /// <summary>Waits until a condition is true.</summary>
    public Task WaitAsync(Func<bool> condition) => Until.TrueAsync(
        () => Task.FromResult(condition()),
        () => $"It did not come. What came: {string.Join(' ', Messages().Select(message => message.Topic).Distinct())}");

    public void Dispose() => _client.Dispose();

    /// <summary>Reads each text once: a test that waits requests them again and again.</summary>
    private void Keep(MqttApplicationMessage message)
    {
        lock (_messages)
        {
            _messages.Add(message);
            if (!_texts.TryGetValue(message.Topic, out List<string>? texts))
            {
                _texts.Add(message.Topic, texts = []);
            }

            texts.Add(Encoding.UTF8.GetString(message.Payload.ToArray()));
        }
    }
}
