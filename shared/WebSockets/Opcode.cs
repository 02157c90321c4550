namespace Sensorcast.WebSockets;

/// <summary>What a frame carries, RFC 6455 section 5.2.</summary>
public enum Opcode
{
    /// <summary>A further fragment of the message begun before.</summary>
    Continuation = 0x0,

    /// <summary>UTF-8 text.</summary>
    Text = 0x1,

    /// <summary>Bytes.</summary>
    Binary = 0x2,

    /// <summary>The start or the answer of the closing handshake.</summary>
    Close = 0x8,

    /// <summary>Asks the peer for a pong with the same payload.</summary>
    Ping = 0x9,

    /// <summary>Answers a ping, or comes unasked as a heartbeat.</summary>
    Pong = 0xA,
}
