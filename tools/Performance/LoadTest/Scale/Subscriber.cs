using System.Buffers;
using MQTTnet;
using MQTTnet.Protocol;

namespace Sensorcast.LoadTest.Scale;

/// <summary>One of many clients that watch a board through the broker; it notices what does not come.</summary>
internal sealed class Subscriber(string topic) : IDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Lock _lock = new();
    private long? _lastSequence;
    private bool _isMeasuring;

    /// <summary>Packs since the measurement began.</summary>
    public long Packs { get; private set; }

    /// <summary>Packs that did not come, by the sequence numbers.</summary>
    public long Missing { get; private set; }

    /// <summary>Packs that came again.</summary>
    public long Repeated { get; private set; }

    /// <summary>From a pack's base time to its arrival here.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Connects and subscribes.</summary>
    public async Task ConnectAsync(Uri broker, CancellationToken cancellation)
    {
        _client.ApplicationMessageReceivedAsync += received =>
        {
            Take(received.ApplicationMessage.Payload.ToArray(), DateTime.UtcNow);
            return Task.CompletedTask;
        };
        MqttClientOptions options = new MqttClientOptionsBuilder().WithTcpServer(broker.Host, broker.IsDefaultPort ? 1883 : broker.Port).Build();
        await _client.ConnectAsync(options, cancellation);
        await _client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtMostOnce, cancellation);
    }

    /// <summary>Begins to count.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _isMeasuring = true;
        }
    }

    /// <summary>Stops counting.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isMeasuring = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private void Take(byte[] content, DateTime arrival)
    {
        if (LivePack.Read(content) is not LivePack pack)
        {
            return;
        }

        lock (_lock)
        {
            if (_isMeasuring)
            {
                long step = pack.Sequence - _lastSequence ?? 1;
                Packs++;
                Missing += Math.Max(0, step - 1);
                Repeated += step < 1 ? 1 : 0;
                Latencies.Add((arrival - DateTime.UnixEpoch).TotalMilliseconds - (double)(pack.BaseTime * 1000));
            }

            _lastSequence = pack.Sequence;
        }
    }
}
