namespace Sensorcast.Server;

/// <summary>What a connection is at.</summary>
internal enum ConnectionState
{
    /// <summary>No client is connected.</summary>
    Free,

    /// <summary>Reading the HTTP request.</summary>
    Request,

    /// <summary>Reading the request's body.</summary>
    Body,

    /// <summary>WebSocket: open.</summary>
    Open,

    /// <summary>WebSocket: our close frame is out, the peer's is awaited.</summary>
    Closing,

    /// <summary>
    /// All is said, and what the peer still sends is dropped: closing a socket with unread bytes resets it, and the peer might lose the
    /// last words.
    /// </summary>
    Lingering,

    /// <summary>Sending a document, piece by piece. From here on nothing is listened to.</summary>
    Document,

    /// <summary>WebSocket: sending a message in fragments.</summary>
    Fragments,

    /// <summary>WebSocket: open, and the client seems to have taken nothing for too long; the connection's next step decides.</summary>
    Overdue,
}
