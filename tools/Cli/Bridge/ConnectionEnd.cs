using System.Diagnostics;
using MQTTnet;
using MQTTnet.Adapter;

namespace Sensorcast.Cli.Bridge;

/// <summary>
/// How a connection to the broker ends. The library reports the reason on another thread, and only after what was under way has failed for
/// that.
/// </summary>
internal sealed class ConnectionEnd
{
    private readonly TaskCompletionSource<MqttClientDisconnectedEventArgs> _ended =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Lock _lock = new();
    private readonly Action? _onEnd;
    private MqttClientDisconnectedEventArgs? _earlyEnd;
    private long? _connectedAt;

    /// <param name="client">The client, before it connects.</param>
    /// <param name="onEnd">Is called when the connection has ended.</param>
    public ConnectionEnd(IMqttClient client, Action? onEnd)
    {
        _onEnd = onEnd;
        client.ConnectingAsync += _ => NoteAttempt();
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
        await ((Task)_ended.Task).WaitAsync(BrokerClient.Patience, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _ended.Task.IsCompletedSuccessfully ? _ended.Task.Result : null;
    }

    private Task NoteAttempt()
    {
        lock (_lock)
        {
            _earlyEnd = null;
        }

        return Task.CompletedTask;
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
        // An attempt to connect that fails is reported here as well: with the broker's answer, or with what went wrong before it. An end
        // that the library notices before it has said that there is a connection looks like one, but has neither.
        bool hasFailed = !ended.ClientWasConnected && (ended.ConnectResult is not null || ended.Exception is MqttConnectingFailedException);
        lock (_lock)
        {
            if (hasFailed || (!ended.ClientWasConnected && _connectedAt is null))
            {
                _earlyEnd = hasFailed ? null : ended;
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
