using Sensorcast.Setup;
using Sensorcast.Simulator;

namespace Sensorcast.Tests.SimulationTests.Setup;

/// <summary>
/// A house with a router and a board in it: power that is cut, a password that is changed, a radio that sometimes does not answer.
/// </summary>
internal sealed class House : IRadio
{
    private readonly Prng _random;
    private long _joinEnd;
    private long _scanEnd;
    private JoinState _outcome;
    private string _tried = "";
    private byte[] _triedName = [];

    public House(Prng random)
    {
        _random = random;
        KeepsAccessPoint = random.Chance(50);
    }

    public static byte[] RouterName { get; } = "Home"u8.ToArray();

    public long Now { get; set; }

    public bool RouterIsUp { get; set; } = true;

    public string RouterPassword { get; set; } = "password 0";

    /// <summary>What is in the board's flash: it outlives a power cut.</summary>
    public string? StoredPassword { get; private set; }

    public bool AccessPointIsOn { get; private set; }

    public long AccessPointSeenAt { get; private set; }

    public bool KeepsAccessPoint { get; }

    public byte[]? StoredName { get; private set; }

    public JoinState State
    {
        get
        {
            if (Now < _joinEnd)
            {
                return JoinState.Joining;
            }

            if (_outcome == JoinState.Joined && !RouterIsUp)
            {
                _outcome = JoinState.Idle;
            }

            return _outcome;
        }
    }

    public string? Address => State == JoinState.Joined ? "192.0.2.57" : null;

    public bool IsScanning => Now < _scanEnd;

    public Network[] Networks { get; private set; } = [];

    /// <summary>Whether the board could join its network by itself, with what is in its flash.</summary>
    public bool CanJoin => RouterIsUp && StoredPassword == RouterPassword;

    /// <summary>The power comes back: only what is in the flash is kept.</summary>
    public void Restart()
    {
        (_joinEnd, _scanEnd, _outcome, AccessPointIsOn) = (0, 0, JoinState.Idle, false);
        Networks = [];
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(int milliseconds)
    {
        Now += milliseconds;
        AccessPointSeenAt = AccessPointIsOn ? Now : AccessPointSeenAt;
    }

    public void StartAccessPoint() => AccessPointIsOn = true;

    public void StopAccessPoint() => AccessPointIsOn = false;

    public void Scan()
    {
        _scanEnd = Now + (_random.Chance(5) ? long.MaxValue / 2 : _random.Between(500, 4000));
        Networks = RouterIsUp ? [new Network(RouterName, -_random.Between(40, 90), NetworkSecurity.Secured)] : [];
    }

    public void JoinStored()
    {
        Assert.IsNotNull(StoredName);
        Join(StoredName, StoredPassword!);
    }

    public void Join(byte[] name, string password)
    {
        Assert.IsTrue(KeepsAccessPoint || !AccessPointIsOn, "this radio cannot do both");
        (_triedName, _tried) = (name, password);
        bool hangs = _random.Chance(10);
        _joinEnd = Now + (hangs ? long.MaxValue / 2 : _random.Between(500, 9000));
        _outcome = !RouterIsUp || !NetworkName.AreEqual(name, RouterName) ? JoinState.NotFound
            : password == RouterPassword ? JoinState.Joined
            : _random.Chance(80) ? JoinState.WrongPassword
            : JoinState.Failed;
    }

    public void Leave() => (_joinEnd, _outcome) = (0, JoinState.Idle);

    public void Store()
    {
        Assert.AreEqual(JoinState.Joined, State, "only what works is stored");
        (StoredName, StoredPassword) = (_triedName, _tried);
    }

    public void Forget() => (StoredName, StoredPassword) = (null, null);
}
