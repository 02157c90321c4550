using Sensorcast.Server;

namespace Sensorcast.Setup;

/// <summary>
/// Brings a board into a network, and into one again: it tries the network that the board keeps, opens an access point with a form where
/// that fails, tries what the form says, and closes when the board is in a network. Every state ends by time; only
/// <see cref="SetupState.Joined"/> and, without a network to try, <see cref="SetupState.Open"/> last.
/// </summary>
public sealed class SetupMode : ScheduledTask
{
    /// <summary>How often it reads the state of the radio, in milliseconds.</summary>
    private const int Period = 100;

    /// <summary>How long it rests between two tries while there is no access point, in milliseconds.</summary>
    private const int ConnectPause = 10000;

    private readonly IRadio _radio;
    private readonly SetupLog _log;
    private readonly JoinAttempt _attempt;
    private readonly SetupAccessPoint _accessPoint;
    private long _now;

    /// <summary>When the state ends by itself.</summary>
    private long _end;
    private long _nextTry;
    private long _useEnd;

    /// <summary>Makes one; <see cref="Start"/> or <see cref="Open"/> follows.</summary>
    /// <param name="radio">The radio.</param>
    /// <param name="options">What is set.</param>
    /// <param name="log">Where it writes what the operator should know, or <see langword="null"/>.</param>
    public SetupMode(IRadio radio, SetupOptions options, ILog log)
    {
        _radio = radio;
        _log = new SetupLog(log, options);
        _attempt = new JoinAttempt(radio, _log);
        _accessPoint = new SetupAccessPoint(radio, options);
        Options = options;
    }

    /// <summary>What is set.</summary>
    public SetupOptions Options { get; }

    /// <summary>What it does now.</summary>
    public SetupState State { get; private set; }

    /// <summary>Whether the board is in set-up mode.</summary>
    public bool IsOpen => State >= SetupState.Scanning;

    /// <summary>Whether the board is doing what a form has asked for, or has just done it.</summary>
    public bool IsBusy => State >= SetupState.Accepted;

    /// <summary>Why the network that was tried last was not joined; <see cref="JoinState.Idle"/>: nothing has failed.</summary>
    public JoinState Failure => _attempt.Failure;

    /// <summary>The network that was tried last, or <see langword="null"/>.</summary>
    public byte[] TriedName => _attempt.Name;

    /// <summary>The networks in reach.</summary>
    public NetworkList Networks => _accessPoint.Networks;

    /// <summary>The board's address in the network that it has joined, or <see langword="null"/>.</summary>
    public string Address => _radio.Address;

    /// <summary>Whether the access point stays on while a network is tried.</summary>
    public bool KeepsAccessPoint => _radio.KeepsAccessPoint;

    /// <summary>Starts. Tries the network that the board keeps; if it keeps no network, opens set-up mode.</summary>
    /// <param name="now">The time in milliseconds.</param>
    public void Start(long now)
    {
        _now = now;
        Connect(Options.ConnectTimeout, 0);
    }

    /// <summary>Opens set-up mode.</summary>
    /// <param name="now">The time in milliseconds.</param>
    /// <param name="isAskedFor">
    /// Whether a person has asked for it, by a button: then the network that the board keeps is not tried before that person has had time
    /// to come.
    /// </param>
    public void Open(long now, bool isAskedFor)
    {
        _now = now;
        _useEnd = isAskedFor ? now + Options.UseTime : now;
        _nextTry = now;
        Scan();
    }

    /// <summary>Takes what a form says.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="password">Its password; empty for none.</param>
    /// <returns><see langword="false"/> when it is too late, since another form has come, or too early.</returns>
    public bool Try(byte[] name, string password)
    {
        if (State != SetupState.Open && State != SetupState.Retrying)
        {
            return false;
        }

        _attempt.Prepare(name, password);
        Enter(SetupState.Accepted, Options.AcceptedTime);
        return true;
    }

    /// <summary>
    /// Forgets the network that the board keeps, as for a factory reset. The board stays in it; when it starts again, it opens set-up mode.
    /// </summary>
    public void Forget()
    {
        _radio.Forget();
        _log.WriteLine("the network is forgotten");
    }

    /// <summary>Notes that a person looks at the page.</summary>
    public void NoteUse()
    {
        _useEnd = _now + Options.UseTime;
    }

    /// <summary>Does what is due now.</summary>
    /// <param name="now">The time in milliseconds.</param>
    public void Step(long now)
    {
        _now = now;
        switch (State)
        {
            case SetupState.Connecting:
                StepConnecting();
                break;
            case SetupState.Joined:
                StepJoined();
                break;
            case SetupState.Scanning:
                StepScanning();
                break;
            case SetupState.Open:
                StepOpen();
                break;
            case SetupState.Retrying:
                StepRetrying();
                break;
            case SetupState.Accepted:
                StepAccepted();
                break;
            case SetupState.Trying:
                StepTrying();
                break;
            default:
                StepSucceeded();
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Run(long now)
    {
        Due = now + Period;
        Step(now);
    }

    private bool IsOver => _now >= _end;

    private void Connect(int timeout, int pause)
    {
        if (_radio.StoredName == null)
        {
            // None was set up, or a factory reset has forgotten it.
            _log.WriteLine("no network is stored");
            Scan();
            return;
        }

        _nextTry = _now + pause;
        Enter(SetupState.Connecting, timeout);
    }

    private void StepConnecting()
    {
        JoinState state = _attempt.StateAt(_now);
        if (state == JoinState.Joined)
        {
            _attempt.Succeed();
            Enter(SetupState.Joined, 0);
        }
        else if (IsOver || (!_attempt.IsRunning && _radio.StoredName == null))
        {
            // The time is over, or a factory reset has forgotten the network.
            _nextTry = _now + Options.RetryPeriod;
            Scan();
        }
        else if (!_attempt.IsRunning && _now >= _nextTry)
        {
            _attempt.StartStored(_now + Options.JoinTimeout);
        }
        else if (_attempt.IsRunning && state != JoinState.Joining)
        {
            _attempt.GiveUp(state);
            _nextTry = _now + ConnectPause;
        }
    }

    private void StepJoined()
    {
        if (_radio.State != JoinState.Joined)
        {
            _log.WriteLine("the network is lost");
            Connect(Options.ReconnectTimeout, ConnectPause);
        }
    }

    private void Scan()
    {
        _accessPoint.Scan();
        Enter(SetupState.Scanning, Options.ScanTimeout);
    }

    private void StepScanning()
    {
        if (!_radio.IsScanning || IsOver)
        {
            OpenAccessPoint();
        }
    }

    private void OpenAccessPoint()
    {
        _accessPoint.Open(_now);
        Enter(SetupState.Open, 0);
    }

    private void StepOpen()
    {
        _accessPoint.ReadNetworks();

        // While a person looks at the page nothing disturbs it: neither that the networks change, nor that the access point goes off.
        if (_now < _useEnd)
        {
            return;
        }

        if (_radio.StoredName != null && _now >= _nextTry)
        {
            _accessPoint.StopToJoin();
            _attempt.StartStored(_now + Options.JoinTimeout);
            Enter(SetupState.Retrying, 0);
        }
        else if (!_accessPoint.KeepScanning(_now))
        {
            Scan();
        }
    }

    private void StepRetrying()
    {
        JoinState state = _attempt.StateAt(_now);
        if (state == JoinState.Joined)
        {
            _attempt.Succeed();
            Finish();
        }
        else if (state != JoinState.Joining)
        {
            _attempt.GiveUp(state);
            _nextTry = _now + Options.RetryPeriod;
            if (_radio.KeepsAccessPoint)
            {
                Enter(SetupState.Open, 0);
            }
            else
            {
                Scan();
            }
        }
    }

    private void StepAccepted()
    {
        if (!IsOver)
        {
            return;
        }

        _accessPoint.StopToJoin();
        _attempt.Start(_now + Options.JoinTimeout);
        Enter(SetupState.Trying, 0);
    }

    private void StepTrying()
    {
        JoinState state = _attempt.StateAt(_now);
        if (state == JoinState.Joined)
        {
            // Only now: what does not work never takes the place of what did, and a power cut leaves the one or the other.
            _radio.Store();
            _attempt.Succeed();
            if (_radio.KeepsAccessPoint)
            {
                Enter(SetupState.Succeeded, Options.FarewellTime);
            }
            else
            {
                Finish();
            }
        }
        else if (state != JoinState.Joining)
        {
            _attempt.GiveUp(state);

            // The phone comes back by itself, if it does: the person that it belongs to has the time for another form.
            NoteUse();
            _nextTry = _now;
            OpenAccessPoint();
        }
    }

    private void StepSucceeded()
    {
        if (IsOver)
        {
            Finish();
        }
    }

    private void Finish()
    {
        _radio.StopAccessPoint();
        Enter(SetupState.Joined, 0);
    }

    private void Enter(SetupState state, int time)
    {
        State = state;
        _end = _now + time;
        _log.Entered(state, TriedName);
    }
}
