namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 2: pings are answered with their payload and in order; unsolicited pongs are ignored.</summary>
internal static class Section2Pings
{
    private const int Normal = 1000;
    private const int ProtocolError = 1002;
    private const string Unsolicited = "not sent as an answer";

    private static byte[][] TenPings => [.. Enumerable.Range(0, 10).Select(i => ClientFrame.Build(Opcode.Ping, $"ping number {i}"))];

    private static Received[] TenPongs => [.. Enumerable.Range(0, 10).Select(i => Answer.Pong($"ping number {i}"))];

    public static IEnumerable<Case> Cases =>
    [
        new("2.1", "Ping without payload", () => Ping([])),
        new("2.2", "Ping with a short text", () => Ping("Hello, ping"u8.ToArray())),
        new("2.3", "Ping with octets that are not UTF-8", () => Ping([0x00, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0x00, 0xFF])),
        new("2.4", "Ping with 125 octets", () => Ping(Payload.Of(Opcode.Ping, 125))),
        new("2.5", "Ping with 126 octets, one more than a control frame may have", () => Exchange.Failed(
            ProtocolError, Sending.AtOnce(ClientFrame.Build(Opcode.Ping, Payload.Of(Opcode.Ping, 126))))),
        new("2.6", "Ping with 125 octets, octet by octet", () => Ping(Payload.Of(Opcode.Ping, 125), chop: 1)),
        new("2.7", "Pong without payload that answers no ping, then close", () => Pong([])),
        new("2.8", "Pong with payload that answers no ping, then close", () => Pong("unasked"u8.ToArray())),
        new("2.9", "Pong that answers no ping, then a ping", () => Exchange.Answered(
            Sending.AtOnce(ClientFrame.Build(Opcode.Pong, Unsolicited), ClientFrame.Build(Opcode.Ping, "a ping")),
            Answer.Pong("a ping"))),
        new("2.10", "Ten pings at once", () => Exchange.Answered(Sending.AtOnce(TenPings), TenPongs)),
        new("2.11", "Ten pings, octet by octet", () => Exchange.Answered(Sending.OctetByOctet(TenPings), TenPongs)),
    ];

    private static Exchange Ping(byte[] payload, int chop = 0) =>
        Exchange.Answered([new Step(ClientFrame.Build(Opcode.Ping, payload), chop)], Answer.Pong(payload));

    private static Exchange Pong(byte[] payload) =>
        Exchange.Closed([Normal], new Step(Sending.Join(ClientFrame.Build(Opcode.Pong, payload), ClientFrame.Close(Normal))));
}
