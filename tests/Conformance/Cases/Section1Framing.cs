namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 1: messages of every form of length, echoed.</summary>
internal static class Section1Framing
{
    public static IEnumerable<Case> Cases => [.. Of(1, Opcode.Text), .. Of(2, Opcode.Binary)];

    private static IEnumerable<Case> Of(int part, Opcode kind)
    {
        (int Length, int Chop)[] table = [(0, 0), (125, 0), (126, 0), (127, 0), (128, 0), (65535, 0), (65536, 0), (65536, 997)];
        string name = kind == Opcode.Text ? "Text" : "Binary message";
        return table.Select((row, i) => new Case(
            $"1.{part}.{i + 1}",
            $"{name} of {row.Length} octets" + (row.Chop == 0 ? "" : $", sent {row.Chop} octets at a time"),
            () =>
            {
                byte[] payload = Payload.Of(kind, row.Length);
                return Exchange.Answered([new Step(ClientFrame.Build(kind, payload), row.Chop)], new Received(kind, payload));
            }));
    }
}
