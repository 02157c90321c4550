namespace Sensorcast.Setup;

/// <summary>A network that the radio tries to join, for a limited time.</summary>
internal sealed class JoinAttempt
{
    private readonly IRadio _radio;
    private readonly SetupLog _log;
    private string _password;
    private long _end;

    internal JoinAttempt(IRadio radio, SetupLog log)
    {
        _radio = radio;
        _log = log;
    }

    /// <summary>The network, or <see langword="null"/> if none was tried yet.</summary>
    internal byte[] Name { get; private set; }

    /// <summary>Why it was not joined; <see cref="JoinState.Idle"/>: nothing has failed.</summary>
    internal JoinState Failure { get; private set; }

    /// <summary>Whether it has started, and neither succeeded nor been given up.</summary>
    internal bool IsRunning { get; private set; }

    /// <summary>Takes what a form says; <see cref="Start"/> follows.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="password">Its password; empty for none.</param>
    internal void Prepare(byte[] name, string password)
    {
        Name = name;
        Failure = JoinState.Idle;
        _password = password;
    }

    /// <summary>Tries what the form has said.</summary>
    /// <param name="end">Until when.</param>
    internal void Start(long end)
    {
        _radio.Leave();
        _radio.Join(Name, _password);
        _end = end;
        IsRunning = true;
        _password = null;
    }

    /// <summary>Tries the network that the board keeps.</summary>
    /// <param name="end">Until when.</param>
    internal void StartStored(long end)
    {
        Name = _radio.StoredName;
        _radio.JoinStored();
        _end = end;
        IsRunning = true;
    }

    /// <summary>How far it is: joining, joined, or why not.</summary>
    /// <param name="now">The time in milliseconds.</param>
    internal JoinState StateAt(long now)
    {
        JoinState state = _radio.State;
        if (state != JoinState.Joining && state != JoinState.Idle)
        {
            return state;
        }

        return now >= _end ? JoinState.TimedOut : JoinState.Joining;
    }

    /// <summary>Ends it: the network is joined.</summary>
    internal void Succeed()
    {
        Failure = JoinState.Idle;
        IsRunning = false;
        _log.Joined(_radio.Address);
    }

    /// <summary>Ends it without success.</summary>
    /// <param name="failure">Why.</param>
    internal void GiveUp(JoinState failure)
    {
        Failure = failure;
        IsRunning = false;
        _radio.Leave();
        _log.Failed(Name, failure);
    }
}
