using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// A client of a broker: MQTTnet's, with two differences. That one waits for an answer without limit: here each call has a timeout. And it
/// frees what pending calls still use when a connection is lost: here they all fail with the loss.
/// </summary>
internal sealed class BrokerClient : IDisposable
{
    /// <summary>How long a broker may take to answer.</summary>
    public static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private readonly List<IMqttClient> _former = [];
    private readonly Action<BrokerClient, MqttApplicationMessage>? _onMessage;
    private readonly Action? _onEnd;
    private readonly Func<IMqttClient> _factory;
    private IMqttClient _client;
    private bool _hasTried;

    /// <param name="onMessage">Is called with each message that comes.</param>
    /// <param name="onEnd">Is called when a connection has ended.</param>
    /// <param name="factory">Makes other clients than MQTTnet's.</param>
    public BrokerClient(
        Action<BrokerClient, MqttApplicationMessage>? onMessage = null, Action? onEnd = null, Func<IMqttClient>? factory = null)
    {
        _onMessage = onMessage;
        _onEnd = onEnd;
        _factory = factory ?? new MqttClientFactory().CreateMqttClient;
        (_client, End) = Prepare();
    }

    /// <summary>How the connection, or the last attempt to connect, ended.</summary>
    public ConnectionEnd End { get; private set; }

    public bool IsConnected => _client.IsConnected;

    /// <summary>
    /// Tries to connect. After a failed attempt with a new client: MQTTnet may still be closing the old connection.
    /// </summary>
    /// <exception cref="SilentBrokerException">It does not answer.</exception>
    /// <exception cref="MqttCommunicationException">It cannot be reached, or ends the connection.</exception>
    public Task<MqttClientConnectResult> ConnectAsync(MqttClientOptions options, CancellationToken cancellation)
    {
        if (_hasTried)
        {
            _former.Add(_client);
            (_client, End) = Prepare();
        }

        _hasTried = true;
        return CallAsync(timeout => _client.ConnectAsync(options, timeout), CallTimeout, cancellation);
    }

    /// <exception cref="SilentBrokerException">The broker does not answer.</exception>
    /// <exception cref="MqttCommunicationException">The connection is lost.</exception>
    public Task<MqttClientSubscribeResult> SubscribeAsync(
        string topic, MqttQualityOfServiceLevel qualityOfService, CancellationToken cancellation) =>
        CallAsync(timeout => _client.SubscribeAsync(topic, qualityOfService, timeout), CallTimeout, cancellation);

    /// <exception cref="SilentBrokerException">The broker does not answer.</exception>
    /// <exception cref="MqttCommunicationException">The connection is lost.</exception>
    public Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage message, CancellationToken cancellation) =>
        CallAsync(timeout => _client.PublishAsync(message, timeout), CallTimeout, cancellation);

    /// <summary>Starts to publish one of several messages in flight: without a timeout.</summary>
    /// <returns>Ends with the broker's acknowledgement, or fails with <see cref="MqttCommunicationException"/>.</returns>
    public Task<MqttClientPublishResult> StartPublishing(MqttApplicationMessage message) =>
        CallAsync(timeout => _client.PublishAsync(message, timeout), Timeout.InfiniteTimeSpan, CancellationToken.None);

    /// <exception cref="SilentBrokerException">The broker does not answer.</exception>
    /// <exception cref="MqttCommunicationException">The connection is lost.</exception>
    public Task PingAsync(CancellationToken cancellation) => CallAsync(timeout => _client.PingAsync(timeout), cancellation);

    /// <summary>Disconnects cleanly, so that the broker does not publish the last will. A lost connection needs no call.</summary>
    public async Task DisconnectAsync(CancellationToken cancellation)
    {
        try
        {
            await CallAsync(timeout => _client.DisconnectAsync(new MqttClientDisconnectOptions(), timeout), cancellation);
        }
        catch (MqttCommunicationException)
        {
            // It has been lost.
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _former.ForEach(static client => client.Dispose());
    }

    private (IMqttClient Client, ConnectionEnd End) Prepare()
    {
        IMqttClient client = _factory();
        client.ApplicationMessageReceivedAsync += received =>
        {
            _onMessage?.Invoke(this, received.ApplicationMessage);
            return Task.CompletedTask;
        };
        return (client, new ConnectionEnd(client, _onEnd));
    }

    /// <summary>Makes a call that returns nothing.</summary>
    private static Task<bool> CallAsync(Func<CancellationToken, Task> call, CancellationToken cancellation) =>
        CallAsync(
            async timeout =>
            {
                await call(timeout);
                return true;
            },
            CallTimeout,
            cancellation);

    private static async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(limit);
        try
        {
            return await call(timeout.Token);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("It was cancelled.", e, cancellation);
        }
        catch (Exception e) when (timeout.IsCancellationRequested)
        {
            throw new SilentBrokerException($"does not answer within {limit.TotalSeconds:0} s", e);
        }
        catch (Exception e) when (e is NullReferenceException or ObjectDisposedException or OperationCanceledException)
        {
            throw new MqttCommunicationException("The connection was lost.");
        }
    }
}
