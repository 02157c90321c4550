using System.Text;
using Sensorcast.Setup;

namespace Sensorcast.Host.Demo.Setup;

/// <summary>A simulated radio with simulated networks: one accepts, one has another password, one has vanished when it is tried.</summary>
internal sealed class DemoRadio(SystemClock clock) : IRadio
{
    private const int ScanTime = 500;
    private const int JoinTime = 2500;

    private static readonly (Network Network, JoinState Outcome)[] Surroundings =
    [
        (new Network(Encoding.UTF8.GetBytes("Greenhouse"), -48, NetworkSecurity.Secured), JoinState.Joined),
        (new Network(Encoding.UTF8.GetBytes("Neighbour"), -66, NetworkSecurity.Secured), JoinState.WrongPassword),
        (new Network(Encoding.UTF8.GetBytes("Old router"), -81, NetworkSecurity.Secured), JoinState.NotFound),
        (new Network(Encoding.UTF8.GetBytes("Café <b>\"Wien\"</b> & Söhne"), -72, NetworkSecurity.Open), JoinState.Joined),
        (new Network([0x00, 0xFF, 0xC3, 0x28, .. "bytes"u8, 0xE2, 0x82], -88, NetworkSecurity.Unknown), JoinState.TimedOut),
    ];

    private long _scanEnd;
    private long _joinEnd;
    private JoinState _outcome;

    public bool KeepsAccessPoint => true;

    public byte[]? StoredName => null;

    public JoinState State => clock.Milliseconds < _joinEnd ? JoinState.Joining : _outcome;

    public string? Address => State == JoinState.Joined ? "192.0.2.57" : null;

    public bool IsScanning => clock.Milliseconds < _scanEnd;

    public Network[] Networks { get; private set; } = [];

    public void StartAccessPoint()
    {
    }

    public void StopAccessPoint()
    {
    }

    public void Scan()
    {
        _scanEnd = clock.Milliseconds + ScanTime;
        Networks = [.. Surroundings.Select(static surrounding => surrounding.Network)];
    }

    public void JoinStored() => throw new InvalidOperationException("No network is stored.");

    public void Join(byte[] name, string password)
    {
        _joinEnd = clock.Milliseconds + JoinTime;
        _outcome = Surroundings.Where(surrounding => NetworkName.AreEqual(surrounding.Network.Name, name))
            .Select(static surrounding => surrounding.Outcome)
            .DefaultIfEmpty(JoinState.NotFound)
            .First();
    }

    public void Leave()
    {
        _joinEnd = 0;
        _outcome = JoinState.Idle;
    }

    public void Store()
    {
    }

    public void Forget()
    {
    }
}
