using System.Diagnostics;
using MQTTnet;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// How a connection to the broker ends. The library reports the reason on another thread, and only after what was under way has failed for
/// that.
/// </summary>
internal sealed class ConnectionEnd
{
    private readonly TaskCompletionSource<MqttClientDisconnectedEventArgs> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long? _connectedAt;

    /// <param name="client">The client, before it connects.</param>
    /// <param name="onEnd">Is called when the connection has ended.</param>
    public ConnectionEnd(IMqttClient client, Action? onEnd)
    {
        client.ConnectedAsync += _ =>
        {
            _connectedAt = Stopwatch.GetTimestamp();
            return Task.CompletedTask;
        };
        client.DisconnectedAsync += ended =>
        {
            // An attempt to connect that fails is reported here as well.
            if (ended.ClientWasConnected)
            {
                _ended.TrySetResult(ended);
                onEnd?.Invoke();
            }

            return Task.CompletedTask;
        };
    }

    /// <summary>Whether the broker had accepted the connection.</summary>
    public bool WasConnected => _connectedAt is not null;

    /// <summary>How long ago the broker accepted it.</summary>
    public TimeSpan Age => _connectedAt is long at ? Stopwatch.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>Waits for the reason of a connection that is lost.</summary>
    /// <returns><see langword="null"/> if it does not come.</returns>
    public async Task<MqttClientDisconnectedEventArgs?> WaitAsync(CancellationToken cancellation)
    {
        await ((Task)_ended.Task).WaitAsync(BrokerClient.Patience, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _ended.Task.IsCompletedSuccessfully ? _ended.Task.Result : null;
    }
}
