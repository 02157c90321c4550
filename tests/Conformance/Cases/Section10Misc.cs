namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 10: a message that its sender cuts into fragments of a size that does not divide it.</summary>
internal static class Section10Misc
{
    public static IEnumerable<Case> Cases =>
    [
        new("10.1.1", "Text of 65536 octets in fragments of 1300", () =>
        {
            byte[] payload = Payload.Of(Opcode.Text, 65536);
            return Exchange.Answered([new Step(ClientFrame.Fragments(Opcode.Text, payload, 1300))], Answer.Text(payload));
        }),
    ];
}
