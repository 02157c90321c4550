namespace Sensorcast.Setup;

/// <summary>What can be set of set-up mode, with the defaults. Times are in milliseconds.</summary>
public sealed class SetupOptions
{
    /// <summary>The board's name without <c>.local</c>, as the page shows it.</summary>
    public string BoardName { get; set; } = "sensorcast";

    /// <summary>The access point's name, as the page shows it.</summary>
    public string AccessPointName { get; set; } = "sensorcast";

    /// <summary>Where the page is.</summary>
    public string PageUrl { get; set; } = "http://192.168.4.1/";

    /// <summary>
    /// How long a board that starts tries the network that it keeps, before it opens set-up mode. A router that restarts takes minutes.
    /// </summary>
    public int ConnectTimeout { get; set; } = 180000;

    /// <summary>How long a board that was in its network tries to come back, before it opens set-up mode.</summary>
    public int ReconnectTimeout { get; set; } = 1800000;

    /// <summary>How long joining a network may take.</summary>
    public int JoinTimeout { get; set; } = 30000;

    /// <summary>How long a scan for networks may take.</summary>
    public int ScanTimeout { get; set; } = 10000;

    /// <summary>How long it rests between two tries of the network that it keeps, in set-up mode.</summary>
    public int RetryPeriod { get; set; } = 60000;

    /// <summary>After how long the radio scans again.</summary>
    public int ScanPeriod { get; set; } = 300000;

    /// <summary>How long after its last request a phone counts as using the page: nothing that could disturb it is done.</summary>
    public int UseTime { get; set; } = 300000;

    /// <summary>How long after a form the radio waits, so that the page which says what comes next reaches the phone.</summary>
    public int AcceptedTime { get; set; } = 3000;

    /// <summary>How long the access point stays on after success, to say where the board is now.</summary>
    public int FarewellTime { get; set; } = 60000;
}
