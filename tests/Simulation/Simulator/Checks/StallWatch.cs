namespace Sensorcast.Simulator.Checks;

/// <summary>Since when a client takes nothing, as far as the server has tried.</summary>
internal sealed class StallWatch
{
    private const long Never = long.MaxValue;

    private long _since = Never;
    private long _sinceForSure = Never;
    private bool _isForgiven;
    private long _sinceBeforeStep = Never;

    /// <summary>Whether the last poll in this step found that the client takes no bytes.</summary>
    public bool IsRefused { get; private set; }

    public void StartStep()
    {
        if (_isForgiven)
        {
            _sinceForSure = _sinceBeforeStep;
        }

        _isForgiven = false;
        _sinceBeforeStep = _sinceForSure;
        IsRefused = false;
    }

    public void Polled(bool canSend, long now)
    {
        IsRefused = !canSend;
        if (canSend)
        {
            Reset();
        }
        else
        {
            _since = Math.Min(_since, now);
            _sinceForSure = Math.Min(_sinceForSure, now);
        }
    }

    public void Reset()
    {
        _since = Never;
        _sinceForSure = Never;
        _sinceBeforeStep = Never;
    }

    /// <summary>
    /// What could not be sent in this step was a ping only: that does not count, because the ping has a deadline of its own.
    /// </summary>
    public void ForgiveStep() => _isForgiven = true;

    /// <summary>Whether the client may be cut.</summary>
    public bool IsLongEnough(long now) => IsRefused && _since != Never && now - _since >= Deadlines.Stall;

    /// <summary>Whether the client must have been cut.</summary>
    public bool IsOverdue(long now) => IsRefused && !_isForgiven && _sinceForSure != Never && now - _sinceForSure >= Deadlines.Stall;
}
