namespace Sensorcast.Server;

/// <summary>What comes after the bytes of a request that were read.</summary>
internal enum HttpOutcome
{
    /// <summary>The request is not whole yet.</summary>
    ReadOn,

    /// <summary>The answer is whole; the connection ends with it.</summary>
    End,

    /// <summary>The answer is a document's head; its pieces follow.</summary>
    Document,

    /// <summary>The answer is a 101; WebSocket follows.</summary>
    Upgrade,

    /// <summary>The request's body is read before it is answered.</summary>
    Body,
}
