namespace Sensorcast.Setup;

/// <summary>Whether a network wants a password.</summary>
public enum NetworkSecurity
{
    /// <summary>The radio does not say.</summary>
    Unknown,

    /// <summary>It wants none.</summary>
    Open,

    /// <summary>It wants one.</summary>
    Secured,
}
