namespace Sensorcast.Cli.Bridge;

/// <summary>Whether this bridge publishes a board, or stands by for another one. It is active until another one announces itself.</summary>
internal sealed class StandbyState
{
    private readonly Lock _lock = new();
    private Action? _deactivate;
    private TaskCompletionSource? _standBy;

    /// <summary>Whether another bridge publishes the board.</summary>
    public bool IsStandingBy
    {
        get
        {
            lock (_lock)
            {
                return _standBy is not null;
            }
        }
    }

    /// <summary>Waits until this bridge is active.</summary>
    /// <returns>A token that is cancelled when it no longer is.</returns>
    public async Task<CancellationToken> WaitForActiveAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task standBy;
            lock (_lock)
            {
                if (_standBy is null)
                {
                    var active = new CancellationTokenSource();
                    _deactivate = active.Cancel;
                    return active.Token;
                }

                standBy = _standBy.Task;
            }

            await standBy.WaitAsync(cancellation);
        }
    }

    /// <summary>Another bridge publishes the board.</summary>
    public void Begin()
    {
        Action? deactivate;
        lock (_lock)
        {
            _standBy ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (deactivate, _deactivate) = (_deactivate, null);
        }

        deactivate?.Invoke();
    }

    /// <summary>No other bridge does any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _standBy?.SetResult();
            _standBy = null;
        }
    }
}
