namespace Sensorcast.Simulator.Checks;

/// <summary>What a server may tell that a client acts on.</summary>
internal enum TellingKind
{
    /// <summary>The connection speaks WebSocket now.</summary>
    Upgraded,

    /// <summary>A ping.</summary>
    Ping,

    /// <summary>A whole message.</summary>
    Message,

    /// <summary>A close frame.</summary>
    Close,
}
