namespace Sensorcast.Server;

/// <summary>Why a connection ended.</summary>
internal enum DisconnectReason
{
    /// <summary>All was said: the answer was sent, or both close frames.</summary>
    Done,

    /// <summary>The client broke a rule of HTTP or WebSocket and got an answer that says so.</summary>
    Failed,

    /// <summary>The client ended it without a word, or the network did.</summary>
    Vanished,

    /// <summary>The client took nothing for too long.</summary>
    Stalled,

    /// <summary>The client said nothing for too long.</summary>
    Silent,

    /// <summary>A spare connection made room for a new one.</summary>
    GaveWay,

    /// <summary>The server went down before the client had said goodbye.</summary>
    WentAway,
}
