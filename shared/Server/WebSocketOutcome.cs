namespace Sensorcast.Server;

/// <summary>What comes after the frames that were read.</summary>
internal enum WebSocketOutcome
{
    /// <summary>More frames.</summary>
    ReadOn,

    /// <summary>Nothing: the client has closed.</summary>
    Closed,

    /// <summary>Nothing: the client broke a rule. It may still be sending.</summary>
    Failed,
}
