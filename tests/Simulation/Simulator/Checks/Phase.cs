namespace Sensorcast.Simulator.Checks;

/// <summary>The state of a connection, as far as its bytes show it.</summary>
internal enum Phase
{
    /// <summary>Not accepted.</summary>
    Waiting,
    Request,
    Document,
    WebSocket,

    /// <summary>The server has sent a close frame first and waits for the client's.</summary>
    Closing,

    /// <summary>The server has sent its last bytes.</summary>
    Ended,
    Closed,
}
