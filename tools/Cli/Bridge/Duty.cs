namespace Sensorcast.Cli.Bridge;

/// <summary>Whether this bridge publishes a board, or stands by since another one does. It is on duty until it hears of another.</summary>
internal sealed class Duty
{
    private readonly Lock _lock = new();
    private Action? _endTurn;
    private TaskCompletionSource? _standBy;

    /// <summary>Whether another bridge publishes the board.</summary>
    public bool StandsBy
    {
        get
        {
            lock (_lock)
            {
                return _standBy is not null;
            }
        }
    }

    /// <summary>Waits until this bridge is on duty.</summary>
    /// <returns>What is cancelled when it is no longer.</returns>
    public async Task<CancellationToken> BeginAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task standBy;
            lock (_lock)
            {
                if (_standBy is null)
                {
                    var turn = new CancellationTokenSource();
                    _endTurn = turn.Cancel;
                    return turn.Token;
                }

                standBy = _standBy.Task;
            }

            await standBy.WaitAsync(cancellation);
        }
    }

    /// <summary>Another bridge publishes the board.</summary>
    public void StandBy()
    {
        Action? endTurn;
        lock (_lock)
        {
            _standBy ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (endTurn, _endTurn) = (_endTurn, null);
        }

        endTurn?.Invoke();
    }

    /// <summary>No other bridge does any more.</summary>
    public void Resume()
    {
        lock (_lock)
        {
            _standBy?.SetResult();
            _standBy = null;
        }
    }
}
