using Sensorcast.Setup;
using Sensorcast.Simulator;

namespace Sensorcast.Tests.SimulationTests.Setup;

/// <summary>
/// Days in a house, from seeds: a router that is gone for an hour, passwords that change, power cuts, factory resets, phones that leave
/// half-way. The board is never stuck:
/// it is in its network soon after that is possible, or it shows its access point.
/// </summary>
[TestClass]
public class HouseTests
{
    private const int Tick = 100;
    private const int Second = 1000;
    private const int Minute = 60 * Second;
    private const long Duration = 24L * 60 * Minute;

    private readonly HashSet<string> _seen = [];
    private readonly bool[] _states = new bool[Enum.GetValues<SetupState>().Length];
    private readonly bool[] _joins = new bool[Enum.GetValues<JoinState>().Length];
    private readonly SetupOptions _options = new();
    private Prng _random = null!;
    private House _house = null!;
    private SetupMode _mode = null!;

    // When each of these was last otherwise.
    private long _stateSince;
    private long _couldJoinSince;
    private long _disturbedAt;
    private long _poweredAt;
    private long _joinedAt;

    // The phone: when it does what next; 0 without one.
    private long _phoneActs;
    private long _formSentAt;

    [TestMethod]
    public void The_board_is_never_stuck()
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            Live(seed);
        }

        string[] expectedLines =
        [
            "router down", "password changed", "power cut", "factory reset", "phone leaves", "form accepted", "form too late",
        ];
        foreach (string expected in expectedLines)
        {
            Assert.Contains(expected, _seen);
        }

        Assert.DoesNotContain(false, _states, "a state has not come");
        foreach (JoinState failure in (JoinState[])[JoinState.WrongPassword, JoinState.NotFound, JoinState.TimedOut, JoinState.Failed])
        {
            Assert.IsTrue(_joins[(int)failure], $"{failure}");
        }
    }

    private void Live(ulong seed)
    {
        _random = new Prng(seed);
        _house = new House(_random.Fork(1)) { Now = Second };
        long routerChanges = 0;
        long nextCut = _random.Below(8 * 60) * (long)Minute;
        _phoneActs = 0;
        _formSentAt = 0;
        Start();
        while (_house.Now < Duration)
        {
            _house.Advance(Tick);
            if (_house.Now >= routerChanges)
            {
                ChangeRouter();
                routerChanges = _house.Now + _random.Between(1, _house.RouterIsUp ? 400 : 90) * (long)Minute;
            }

            if (_house.Now >= nextCut)
            {
                nextCut = _house.Now + _random.Between(1, 8 * 60) * (long)Minute;
                if (_mode.State == SetupState.Joined && _random.Chance(30))
                {
                    _seen.Add("factory reset");
                    _mode.Forget();
                }

                _seen.Add("power cut");
                _house.Restart();
                Start();
            }

            SetupState before = _mode.State;
            UsePhone();
            _mode.Step(_house.Now);
            _stateSince = before == _mode.State ? _stateSince : _house.Now;
            if (Problem() is string problem)
            {
                Assert.Fail($"Seed {seed}, at {_house.Now / Second} s, {_mode.State}: {problem}");
            }
        }
    }

    private void Start()
    {
        _mode = new SetupMode(_house, _options, null);
        _mode.Start(_house.Now);
        _stateSince = _poweredAt = _disturbedAt = _joinedAt = _house.Now;
        _formSentAt = 0;
    }

    private void ChangeRouter()
    {
        _house.RouterIsUp = !_house.RouterIsUp;
        _seen.Add("router down");
        if (_house.RouterIsUp && _random.Chance(20))
        {
            _seen.Add("password changed");
            _house.RouterPassword = $"password {_random.Below(1000)}";
        }
    }

    /// <summary>
    /// A person who sees the access point mostly takes a phone, opens the page, waits, types, and may leave at any moment.
    /// </summary>
    private void UsePhone()
    {
        if (!_house.AccessPointIsOn)
        {
            return;
        }

        if (_phoneActs == 0)
        {
            _phoneActs = _house.Now + _random.Between(1, 120) * (long)Minute;
        }

        if (_house.Now < _phoneActs)
        {
            return;
        }

        _mode.NoteUse();
        _disturbedAt = _house.Now;
        _phoneActs = _house.Now + _random.Between(2, 60) * (long)Second;
        if (_random.Chance(25))
        {
            _seen.Add("phone leaves");
            _phoneActs = 0;
        }
        else if (_random.Chance(50))
        {
            bool isRight = _random.Chance(60);
            bool isAccepted =
                _mode.Try(isRight || _random.Chance(50)
                    ? House.RouterName : "Other"u8.ToArray(), isRight ? _house.RouterPassword : "wrong password");
            _seen.Add(isAccepted ? "form accepted" : "form too late");
            _formSentAt = isAccepted ? _house.Now : _formSentAt;
        }
    }

    /// <summary>What is wrong now, or <see langword="null"/>.</summary>
    private string? Problem()
    {
        long now = _house.Now;
        _states[(int)_mode.State] = _joins[(int)_mode.Failure] = true;
        _couldJoinSince = _house.CanJoin ? _couldJoinSince : now;
        bool isJoined = _mode.State is SetupState.Joined or SetupState.Succeeded;
        _joinedAt = isJoined ? now : _joinedAt;
        if (now - _stateSince > Longest(_mode.State))
        {
            return "this state has no way out";
        }

        // A try is due each minute, and one of ten gets no answer.
        long undisturbed = now - Math.Max(Math.Max(_couldJoinSince, _disturbedAt), _poweredAt);
        if (!isJoined && undisturbed > _options.UseTime + (15 * Minute))
        {
            return $"the network is there, and not joined for {undisturbed / Second} s";
        }

        // For the time that a try takes, a radio may be without its access point.
        long unseen = now - _house.AccessPointSeenAt;
        if (now - Math.Max(_joinedAt, _poweredAt) > _options.ReconnectTimeout + Minute
            && unseen > _options.JoinTimeout + _options.ScanTimeout + (2 * Second))
        {
            return $"no network, and no access point for {unseen / Second} s";
        }

        bool isFormDue = _formSentAt > 0 && now - _formSentAt > _options.AcceptedTime + _options.JoinTimeout + Second;
        _formSentAt = isFormDue ? 0 : _formSentAt;
        return isFormDue && !isJoined && _mode.Failure == JoinState.Idle && _mode.State != SetupState.Connecting
            ? "nothing became of the form" : null;
    }

    private long Longest(SetupState state) => Tick + state switch
    {
        SetupState.Connecting => Math.Max(_options.ConnectTimeout, _options.ReconnectTimeout),
        SetupState.Scanning => _options.ScanTimeout,
        SetupState.Retrying or SetupState.Trying => _options.JoinTimeout,
        SetupState.Accepted => _options.AcceptedTime,
        SetupState.Succeeded => _options.FarewellTime,
        _ => Duration,
    };
}
