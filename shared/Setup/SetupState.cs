namespace Sensorcast.Setup;

/// <summary>The states of <see cref="SetupMode"/>. From <see cref="Scanning"/> on, the board is in set-up mode.</summary>
public enum SetupState
{
    /// <summary>
    /// The board tries to join the network that it keeps; its way out is to join it, or <see cref="SetupOptions.ConnectTimeout"/>.
    /// </summary>
    Connecting,

    /// <summary>The board is in its network: nothing to set up.</summary>
    Joined,

    /// <summary>The board scans for networks, before the access point opens; for <see cref="SetupOptions.ScanTimeout"/> at most.</summary>
    Scanning,

    /// <summary>
    /// The access point is open and the form is there. When no phone uses it, the network that the board keeps is tried again.
    /// </summary>
    Open,

    /// <summary>The network that the board keeps is tried again; for <see cref="SetupOptions.JoinTimeout"/> at most.</summary>
    Retrying,

    /// <summary>
    /// A form has come: the page that says what comes next is on its way to the phone; for <see cref="SetupOptions.AcceptedTime"/>.
    /// </summary>
    Accepted,

    /// <summary>The network of the form is tried; for <see cref="SetupOptions.JoinTimeout"/> at most.</summary>
    Trying,

    /// <summary>The network is joined, and the access point still on to say so; for <see cref="SetupOptions.FarewellTime"/>.</summary>
    Succeeded,
}
