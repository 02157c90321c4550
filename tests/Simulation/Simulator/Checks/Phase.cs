namespace Sensorcast.Simulator.Checks;

/// <summary>What a connection is at, as far as one can tell from the wire.</summary>
internal enum Phase
{
    /// <summary>Not accepted.</summary>
    Waiting,
    Request,
    Document,
    WebSocket,

    /// <summary>The server has said goodbye of its own accord and waits for the answer.</summary>
    GoingAway,

    /// <summary>The server has said its last words.</summary>
    LastWords,
    Closed,
}
