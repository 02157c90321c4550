using Sensorcast.Setup;

namespace Sensorcast.Tests.Unit.Setup;

/// <summary>A simulated radio: the test decides what it finds, and when.</summary>
internal sealed class FakeRadio : IRadio
{
    private byte[] _joining;

    public bool KeepsAccessPoint { get; set; } = true;

    public byte[] StoredName { get; set; }

    public JoinState State { get; set; }

    public string Address => State == JoinState.Joined ? "192.0.2.57" : null;

    public bool IsScanning { get; set; }

    public Network[] Networks { get; set; }

    internal bool AccessPointIsOn { get; private set; }

    internal int Scans { get; private set; }

    internal int StoredTries { get; private set; }

    internal string Password { get; private set; }

    public void StartAccessPoint()
    {
        AccessPointIsOn = true;
    }

    public void StopAccessPoint()
    {
        AccessPointIsOn = false;
    }

    public void Scan()
    {
        CheckFree();
        Scans++;
        IsScanning = true;
    }

    public void JoinStored()
    {
        CheckFree();
        StoredTries++;
        State = JoinState.Joining;
    }

    public void Join(byte[] name, string password)
    {
        CheckFree();
        _joining = name;
        Password = password;
        State = JoinState.Joining;
    }

    public void Leave()
    {
        State = JoinState.Idle;
    }

    public void Store()
    {
        StoredName = _joining;
    }

    public void Forget()
    {
        StoredName = null;
    }

    private void CheckFree()
    {
        Assert.IsTrue(KeepsAccessPoint || !AccessPointIsOn, "This radio cannot do both");
        Assert.IsTrue(State != JoinState.Joining && State != JoinState.Joined, "It leaves one network before it looks for another");
    }
}
