namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>
/// Section 3: a reserved bit that no extension has given a meaning fails the connection, and what follows gets no answer.
/// </summary>
internal static class Section3ReservedBits
{
    private const int ProtocolError = 1002;
    private const string Hello = "Hello, reserved";

    private static byte[] Ping => ClientFrame.Build(Opcode.Ping, []);

    public static IEnumerable<Case> Cases =>
    [
        new("3.1", "Text with RSV 1", () => Alone(Opcode.Text, Hello, rsv: 1)),
        new("3.2", "Text; text with RSV 2; ping, all at once", () => Between(Sending.AtOnce, rsv: 2)),
        new("3.3", "Text; text with RSV 3; ping, frame by frame", () => Between(Sending.FrameByFrame, rsv: 3)),
        new("3.4", "Text; text with RSV 4; ping, octet by octet", () => Between(Sending.OctetByOctet, rsv: 4)),
        new("3.5", "Binary message with RSV 5", () => Alone(Opcode.Binary, Hello, rsv: 5)),
        new("3.6", "Ping with RSV 6", () => Alone(Opcode.Ping, Hello, rsv: 6)),
        new("3.7", "Close with RSV 7", () => Alone(Opcode.Close, "", rsv: 7)),
    ];

    private static Exchange Alone(Opcode opcode, string payload, int rsv) =>
        Exchange.Failed(ProtocolError, Sending.AtOnce(ClientFrame.Build(opcode, payload, rsv: rsv)));

    private static Exchange Between(Func<byte[][], Step[]> sending, int rsv) => Exchange.Failed(
        ProtocolError,
        sending([ClientFrame.Build(Opcode.Text, Hello), ClientFrame.Build(Opcode.Text, Hello, rsv: rsv), Ping]),
        Answer.Text(Hello));
}
