namespace Sensorcast.Server;

/// <summary>What comes after the frames that were read.</summary>
internal enum WebSocketOutcome
{
    /// <summary>More frames.</summary>
    ReadOn,

    /// <summary>The peer's close frame: it has closed, or has answered ours.</summary>
    Closed,

    /// <summary>Our close frame is out, and the peer's is awaited.</summary>
    Closing,

    /// <summary>Nothing: our close frame says what is wrong. The peer may still be sending.</summary>
    Failed,
}
