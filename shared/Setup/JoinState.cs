namespace Sensorcast.Setup;

/// <summary>How far the radio is with joining a network, or why it has not joined it.</summary>
public enum JoinState
{
    /// <summary>It is in no network and tries none.</summary>
    Idle,

    /// <summary>It tries.</summary>
    Joining,

    /// <summary>It is in a network and has an address there.</summary>
    Joined,

    /// <summary>The network does not take the password.</summary>
    WrongPassword,

    /// <summary>There is no network of that name in reach.</summary>
    NotFound,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>It failed in another way.</summary>
    Failed,
}
