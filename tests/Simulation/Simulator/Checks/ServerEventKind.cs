namespace Sensorcast.Simulator.Checks;

/// <summary>The kinds of <see cref="ServerEvent"/>.</summary>
internal enum ServerEventKind
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
