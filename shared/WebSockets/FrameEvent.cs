namespace Sensorcast.WebSockets;

/// <summary>What <see cref="FrameReader.Read"/> came upon.</summary>
public enum FrameEvent
{
    /// <summary>Nothing to act on: more bytes are needed.</summary>
    None,

    /// <summary>A piece of a text or binary message, unmasked where it lay.</summary>
    Data,

    /// <summary>A whole ping.</summary>
    Ping,

    /// <summary>A whole pong.</summary>
    Pong,

    /// <summary>A whole close frame; what follows it is dropped.</summary>
    Close,

    /// <summary>The peer broke a rule; what follows is dropped.</summary>
    Error,
}
