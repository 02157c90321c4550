namespace Sensorcast.Setup;

/// <summary>A Wi-Fi network in reach.</summary>
public sealed class Network
{
    /// <summary>Describes a network.</summary>
    /// <param name="name">Its name: 1 to 32 bytes, which need not be text (IEEE 802.11).</param>
    /// <param name="strength">How strong it is, in dBm.</param>
    /// <param name="security">Whether it wants a password.</param>
    public Network(byte[] name, int strength, NetworkSecurity security)
    {
        Name = name;
        Strength = strength;
        Security = security;
    }

    /// <summary>Its name: 1 to 32 bytes.</summary>
    public byte[] Name { get; }

    /// <summary>How strong it is, in dBm: below zero, and the nearer to zero the stronger.</summary>
    public int Strength { get; }

    /// <summary>Whether it wants a password.</summary>
    public NetworkSecurity Security { get; }
}
