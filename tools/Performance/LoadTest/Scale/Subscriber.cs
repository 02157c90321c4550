using System.Buffers;
using System.Net.WebSockets;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Sensorcast.LoadTest.Scale;

/// <summary>
/// One of many clients that watch a board through the broker, over TCP or a WebSocket. It comes back when the connection is lost, and
/// counts missing packs.
/// </summary>
internal sealed class Subscriber(string topic) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// How long a broker may take to accept, as for the page: a node of a cluster that has just lost another may take a connection and
    /// never answer.
    /// </summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    /// <summary>A broker may refuse some of many simultaneous connections.</summary>
    private const int MaxAttempts = 10;

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _end = new();
    private IMqttClient? _client;
    private Task _running = Task.CompletedTask;
    private bool _isMeasuring;

    /// <summary>Packs since the measurement began.</summary>
    public long Packs { get; private set; }

    /// <summary>Packs that did not come, by the sequence numbers.</summary>
    public long Missing { get; private set; }

    /// <summary>Packs that came again.</summary>
    public long Repeated { get; private set; }

    /// <summary>The number of the first pack since the measurement began.</summary>
    public long? FirstSequence { get; private set; }

    /// <summary>The highest number of a pack.</summary>
    public long? LastSequence { get; private set; }

    /// <summary>How often the connection was lost.</summary>
    public int Losses { get; private set; }

    /// <summary>Whether it is connected and subscribed.</summary>
    public bool IsSubscribed { get; private set; }

    /// <summary>Whether any pack has come.</summary>
    public bool HasPacks { get; private set; }

    /// <summary>From a pack's base time to its arrival here.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>Connects and subscribes, and from now on again whenever the connection is lost.</summary>
    /// <exception cref="MqttCommunicationException">The broker has refused more often than an overloaded one does.</exception>
    public async Task ConnectAsync(Uri broker, CancellationToken cancellation)
    {
        for (int attempt = 1; _client is null; attempt++)
        {
            try
            {
                _client = await SubscribeAsync(broker, cancellation);
            }
            catch (Exception e) when (IsOfConnection(e) && attempt < MaxAttempts)
            {
                await Task.Delay(Pause, cancellation);
            }
        }

        _running = StayAsync(broker);
    }

    /// <summary>Begins to count.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            _isMeasuring = true;
            LastSequence = null;
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
    public void Dispose()
    {
        _end.Cancel();
        _running.Wait();
        _client?.Dispose();
        _end.Dispose();
    }

    /// <summary>MQTTnet fails with the last two when it loses a connection during a call.</summary>
    private static bool IsOfConnection(Exception e) => e is MqttCommunicationException or MqttProtocolViolationException
        or WebSocketException or IOException or TimeoutException or OperationCanceledException or NullReferenceException
        or ObjectDisposedException;

    private async Task StayAsync(Uri broker)
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(Pause, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_client is { IsConnected: true })
            {
                continue;
            }

            Losses += IsSubscribed ? 1 : 0;
            IsSubscribed = false;
            _client?.Dispose();
            try
            {
                _client = null;
                _client = await SubscribeAsync(broker, _end.Token);
            }
            catch (Exception e) when (IsOfConnection(e))
            {
                // The broker is offline, or the test is over.
            }
        }
    }

    private async Task<IMqttClient> SubscribeAsync(Uri broker, CancellationToken cancellation)
    {
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += received =>
        {
            Take(received.ApplicationMessage.Payload.ToArray(), DateTime.UtcNow);
            return Task.CompletedTask;
        };

        // As RabbitMQ before 3.13 speaks nothing newer.
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithTimeout(Timeout);
        options = broker.Scheme is "ws" or "wss"
            ? options.WithWebSocketServer(server => server.WithUri(broker.ToString()))
            : options.WithTcpServer(broker.Host, broker.IsDefaultPort ? 1883 : broker.Port);
        try
        {
            await client.ConnectAsync(options.Build(), cancellation);
            await client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtMostOnce, cancellation);
        }
        catch
        {
            client.Dispose();
            throw;
        }

        IsSubscribed = true;
        return client;
    }

    private void Take(byte[] content, DateTime arrival)
    {
        if (LivePack.Read(content) is not LivePack pack)
        {
            return;
        }

        lock (_lock)
        {
            HasPacks = true;
            if (!_isMeasuring)
            {
                return;
            }

            FirstSequence ??= pack.Sequence;
            long step = pack.Sequence - LastSequence ?? 1;
            if (step < 1)
            {
                Repeated++;
                return;
            }

            Packs++;
            Missing += step - 1;
            LastSequence = pack.Sequence;
            Latencies.Add((arrival - DateTime.UnixEpoch).TotalMilliseconds - (double)(pack.BaseTime * 1000));
        }
    }
}
