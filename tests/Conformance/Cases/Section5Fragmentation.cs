namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 5: messages in fragments, control frames between them, and every way to get the order wrong.</summary>
internal static class Section5Fragmentation
{
    private const int ProtocolError = 1002;

    private static readonly (string Words, Func<byte[][], Step[]> Of)[] Sendings =
    [
        ("at once", Sending.AtOnce), ("frame by frame", Sending.FrameByFrame), ("octet by octet", Sending.OctetByOctet),
    ];

    public static IEnumerable<Case> Cases =>
    [
        new("5.1", "Ping in two fragments", () => Failed(Frame(Opcode.Ping, "one", fin: false), Frame(Opcode.Continuation, "two"))),
        new("5.2", "Pong in two fragments", () => Failed(Frame(Opcode.Pong, "one", fin: false), Frame(Opcode.Continuation, "two"))),
        .. EachSending(3, "Text in two fragments", sending => Exchange.Answered(
            sending([Frame(Opcode.Text, "one, ", fin: false), Frame(Opcode.Continuation, "two")]),
            Answer.Text("one, two"))),
        .. EachSending(6, "Text in two fragments with a ping between them", sending => Exchange.Answered(
            sending([Frame(Opcode.Text, "one, ", fin: false), Frame(Opcode.Ping, "between"), Frame(Opcode.Continuation, "two")]),
            Answer.Pong("between"),
            Answer.Text("one, two"))),
        .. EachSending(9, "Last fragment of nothing, then text", sending => Exchange.Failed(
            ProtocolError, sending([Frame(Opcode.Continuation, "of what?"), Frame(Opcode.Text, "Hello")]))),
        .. EachSending(12, "Fragment of nothing, not its last, then text", sending => Exchange.Failed(
            ProtocolError, sending([Frame(Opcode.Continuation, "of what?", fin: false), Frame(Opcode.Text, "Hello")]))),
        new("5.15", "Text in two fragments, a fragment of nothing, then text, at once", () => Exchange.Failed(
            ProtocolError,
            Sending.AtOnce(
                Frame(Opcode.Text, "one, ", fin: false),
                Frame(Opcode.Continuation, "two"),
                Frame(Opcode.Continuation, "of what?", fin: false),
                Frame(Opcode.Text, "Hello")),
            Answer.Text("one, two"))),
        new("5.16", "Twice: a fragment of nothing, not its last, then text in two fragments", () => TwiceAfter(fin: false)),
        new("5.17", "Twice: a last fragment of nothing, then text in two fragments", () => TwiceAfter(fin: true)),
        new("5.18", "Text in two fragments that both have the opcode of text", () => Failed(
            Frame(Opcode.Text, "one", fin: false), Frame(Opcode.Text, "two"))),
        new("5.19", "Text in five fragments with a ping after the second, a pause, and a ping before the last", () =>
            FiveFragments(Sending.AtOnce)),
        new("5.20", "The same, frame by frame", () => FiveFragments(Sending.FrameByFrame)),
    ];

    private static byte[] Frame(Opcode opcode, string payload, bool fin = true) => ClientFrame.Build(opcode, payload, fin);

    private static Exchange Failed(params byte[][] frames) => Exchange.Failed(ProtocolError, Sending.AtOnce(frames));

    private static IEnumerable<Case> EachSending(int firstNumber, string shows, Func<Func<byte[][], Step[]>, Exchange> plan) =>
        Sendings.Select((sending, i) => new Case($"5.{firstNumber + i}", $"{shows}, {sending.Words}", () => plan(sending.Of)));

    private static Exchange TwiceAfter(bool fin)
    {
        byte[][] frames =
        [
            Frame(Opcode.Continuation, "of what?", fin), Frame(Opcode.Text, "one, ", fin: false), Frame(Opcode.Continuation, "two"),
        ];
        return Failed([.. frames, .. frames]);
    }

    private static Exchange FiveFragments(Func<byte[][], Step[]> sending)
    {
        Step[] first = sending(
            [Frame(Opcode.Text, "one, ", fin: false), Frame(Opcode.Continuation, "two, ", fin: false), Frame(Opcode.Ping, "first")]);
        Step[] second = sending(
        [
            Frame(Opcode.Continuation, "three, ", fin: false),
            Frame(Opcode.Continuation, "four, ", fin: false),
            Frame(Opcode.Ping, "second"),
            Frame(Opcode.Continuation, "five"),
        ]);
        first[^1] = first[^1] with { Pauses = true, AnswersByThen = 1 };
        return Exchange.Answered(
            [.. first, .. second],
            Answer.Pong("first"),
            Answer.Pong("second"),
            Answer.Text("one, two, three, four, five"));
    }
}
