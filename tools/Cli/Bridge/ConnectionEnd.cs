using System.Diagnostics;
using MQTTnet;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// How one connection to the broker, or an attempt to connect, ends. The library reports the reason on another thread, and only after the
/// pending calls have failed: maybe when the next attempt has begun.
/// </summary>
internal sealed class ConnectionEnd
{
    private readonly TaskCompletionSource<MqttClientDisconnectedEventArgs> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _lock = new();
    private readonly Action? _onEnd;
    private MqttClientDisconnectedEventArgs? _earlyEnd;
    private long? _connectedAt;

    /// <param name="client">The client, before it connects; it connects once.</param>
    /// <param name="onEnd">Is called when the connection has ended.</param>
    public ConnectionEnd(IMqttClient client, Action? onEnd)
    {
        _onEnd = onEnd;
        client.ConnectedAsync += _ => NoteConnection();
        client.DisconnectedAsync += NoteEnd;
    }

    /// <summary>Whether the broker had accepted the connection.</summary>
    public bool WasConnected => _connectedAt is not null;

    /// <summary>How long ago the broker accepted it.</summary>
    public TimeSpan Age => _connectedAt is long at ? Stopwatch.GetElapsedTime(at) : TimeSpan.Zero;

    /// <summary>Waits for the reason of a connection that is lost.</summary>
    /// <returns><see langword="null"/> if it does not come.</returns>
    public async Task<MqttClientDisconnectedEventArgs?> WaitAsync(CancellationToken cancellation)
    {
        await ((Task)_ended.Task).WaitAsync(BrokerClient.CallTimeout, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _ended.Task.IsCompletedSuccessfully ? _ended.Task.Result : null;
    }

    private Task NoteConnection()
    {
        MqttClientDisconnectedEventArgs? end;
        lock (_lock)
        {
            _connectedAt = Stopwatch.GetTimestamp();
            end = _earlyEnd;
        }

        return end is null ? Task.CompletedTask : End(end);
    }

    private Task NoteEnd(MqttClientDisconnectedEventArgs ended)
    {
        lock (_lock)
        {
            if (!ended.ClientWasConnected && _connectedAt is null)
            {
                // An attempt that has failed, or an end that the library notices before it has reported the connection.
                _earlyEnd = ended;
                return Task.CompletedTask;
            }
        }

        return End(ended);
    }

    private Task End(MqttClientDisconnectedEventArgs ended)
    {
        _ended.TrySetResult(ended);
        _onEnd?.Invoke();
        return Task.CompletedTask;
    }
}
