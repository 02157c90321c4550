namespace Sensorcast.Setup;

/// <summary>
/// What set-up mode needs of a Wi-Fi radio. No member waits: what takes time is started, and its state is read later.
/// </summary>
public interface IRadio
{
    /// <summary>Whether the access point can stay on while the radio joins a network.</summary>
    bool KeepsAccessPoint { get; }

    /// <summary>The name of the network that the board keeps, or <see langword="null"/>.</summary>
    byte[] StoredName { get; }

    /// <summary>How far the radio is: <see cref="JoinState.Joining"/> as soon as joining is started.</summary>
    JoinState State { get; }

    /// <summary>The board's address in the network that it has joined, or <see langword="null"/>.</summary>
    string Address { get; }

    /// <summary>Whether it scans for networks.</summary>
    bool IsScanning { get; }

    /// <summary>What the last scan has found: another array after each.</summary>
    Network[] Networks { get; }

    /// <summary>Starts the access point; nothing, if it is on.</summary>
    void StartAccessPoint();

    /// <summary>Stops the access point; nothing, if it is off.</summary>
    void StopAccessPoint();

    /// <summary>Starts to scan for networks.</summary>
    void Scan();

    /// <summary>Starts to join the network that the board keeps.</summary>
    void JoinStored();

    /// <summary>Starts to join a network.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="password">8 to 63 bytes in UTF-8, 64 hexadecimal digits, or empty.</param>
    void Join(byte[] name, string password);

    /// <summary>Leaves the network, or stops to join it.</summary>
    void Leave();

    /// <summary>Keeps the network that was joined last, in place of the one before.</summary>
    void Store();

    /// <summary>Forgets the network that the board keeps. The board stays in it until it leaves or restarts.</summary>
    void Forget();
}
