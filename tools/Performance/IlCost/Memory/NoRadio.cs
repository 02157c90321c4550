using Sensorcast.Setup;

namespace Sensorcast.IlCost.Memory;

/// <summary>A radio that does nothing: the board's own is counted with the application.</summary>
internal sealed class NoRadio : IRadio
{
    public bool KeepsAccessPoint => true;

    public byte[]? StoredName => null;

    public JoinState State => JoinState.Idle;

    public string? Address => null;

    public bool IsScanning => false;

    public Network[] Networks { get; } = [];

    public void StartAccessPoint()
    {
    }

    public void StopAccessPoint()
    {
    }

    public void Scan()
    {
    }

    public void JoinStored()
    {
    }

    public void Join(byte[] name, string password)
    {
    }

    public void Leave()
    {
    }

    public void Store()
    {
    }

    public void Forget()
    {
    }
}
