namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>The opcodes of RFC 6455 section 5.2. Any other value of four bits may be cast to it, to be sent as a reserved one.</summary>
internal enum Opcode
{
    Continuation = 0x0,
    Text = 0x1,
    Binary = 0x2,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}
