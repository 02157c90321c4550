namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 4: a reserved opcode fails the connection, and what follows gets no answer.</summary>
internal static class Section4Opcodes
{
    private const int ProtocolError = 1002;
    private const string Hello = "Hello, opcode";

    public static IEnumerable<Case> Cases => [.. Of(part: 1, firstOpcode: 3), .. Of(part: 2, firstOpcode: 11)];

    private static Case[] Of(int part, int firstOpcode) =>
    [
        new($"4.{part}.1", $"Frame with opcode {firstOpcode}, no payload", () => Alone(firstOpcode, "")),
        new($"4.{part}.2", $"Frame with opcode {firstOpcode + 1} and payload", () => Alone(firstOpcode + 1, Hello)),
        new($"4.{part}.3", $"Text; frame with opcode {firstOpcode + 2}, no payload; ping", () =>
            Between(Sending.AtOnce, firstOpcode + 2, "")),
        new($"4.{part}.4", $"Text; frame with opcode {firstOpcode + 3} and payload; ping", () =>
            Between(Sending.AtOnce, firstOpcode + 3, Hello)),
        new(
            $"4.{part}.5",
            $"Text; frame with opcode {firstOpcode + 4} and payload; ping, octet by octet",
            () => Between(Sending.OctetByOctet, firstOpcode + 4, Hello)),
    ];

    private static Exchange Alone(int opcode, string payload) =>
        Exchange.Failed(ProtocolError, Sending.AtOnce(ClientFrame.Build((Opcode)opcode, payload)));

    private static Exchange Between(Func<byte[][], Step[]> sending, int opcode, string payload) => Exchange.Failed(
        ProtocolError,
        sending([ClientFrame.Build(Opcode.Text, Hello), ClientFrame.Build((Opcode)opcode, payload), ClientFrame.Build(Opcode.Ping, [])]),
        Answer.Text(Hello));
}
