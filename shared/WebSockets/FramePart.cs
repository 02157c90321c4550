namespace Sensorcast.WebSockets;

/// <summary>The parts of a frame in their order (RFC 6455 section 5.2).</summary>
internal enum FramePart
{
    /// <summary>FIN, the reserved bits and the opcode.</summary>
    FirstByte,

    /// <summary>The mask bit and the length, or what says where the length is.</summary>
    SecondByte,

    /// <summary>The length in 16 bits.</summary>
    Length16,

    /// <summary>The length in 64 bits.</summary>
    Length64,

    /// <summary>The masking key.</summary>
    MaskingKey,

    /// <summary>The payload.</summary>
    Payload,

    /// <summary>Nothing more is read: the peer has closed or broken a rule.</summary>
    Ended,
}
