namespace Sensorcast.Simulator.Checks;

/// <summary>The design's deadlines in milliseconds, written down a second time.</summary>
internal static class Deadlines
{
    public const int Request = 5000;
    public const int Refusal = 1000;
    public const int Idle = 20000;
    public const int Pong = 10000;
    public const int Close = 2000;
    public const int Stall = 10000;

    /// <summary>How long bytes may wait to be read: a client is cut sooner, or it takes something and is read then.</summary>
    public const int Unread = 25000;

    /// <summary>How long a client that may still be sending must be silent before the connection is closed.</summary>
    public const int Quiet = 100;
}
