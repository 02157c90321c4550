namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 6: text is UTF-8, however it is cut, and any other fails the connection as soon as that is certain.</summary>
internal static class Section6Utf8
{
    private const int InvalidPayload = 1007;

    /// <summary>Beyond U+10FFFF: wrong from its second octet on.</summary>
    private const string TooLarge = "f4908080";

    private const string Surrogate = "eda080";

    private static readonly byte[] Edited = "edited"u8.ToArray();
    private static readonly byte[] Greeting = "Hello-µ@ßöäüàá-UTF-8!!"u8.ToArray();
    private static readonly byte[] Kosme = Convert.FromHexString(Utf8Table.Kosme);
    private static readonly byte[] WithSurrogate = [.. Kosme, .. Convert.FromHexString(Surrogate), .. Edited];

    public static IEnumerable<Case> Cases => [.. Empty, .. Cut, .. Table];

    private static Case[] Empty =>
    [
        new("6.1.1", "Text without payload", () => Echoed([], [[]])),
        new("6.1.2", "Text in three fragments without payload", () => Echoed([], [], [], [])),
        new("6.1.3", "Text in three fragments, only the middle one with payload", () => Echoed(Edited, [], Edited, [])),
    ];

    private static Case[] Cut =>
    [
        new("6.2.1", "Text with code points of several octets", () => Echoed(Greeting, Greeting)),
        new("6.2.2", "The same in two fragments, cut between code points", () => Echoed(Greeting, Greeting[..15], Greeting[15..])),
        new("6.2.3", "The same in fragments of one octet", () => Echoed(Greeting, EachOctet(Greeting))),
        new("6.2.4", "A Greek word in fragments of one octet", () => Echoed(Kosme, EachOctet(Kosme))),
        new("6.3.1", "Text with a surrogate at its 12th octet", () => NotUtf8(WithSurrogate)),
        new("6.3.2", "The same in fragments of one octet", () => NotUtf8(EachOctet(WithSurrogate))),
        new("6.4.1", "Fragments: valid; pause; beyond U+10FFFF; pause; valid", () => FailsFast(Kosme.Length, 4, inOneFrame: false)),
        new("6.4.2", "Fragments: valid; pause; the octet that makes it wrong; pause; the rest", () =>
            FailsFast(Kosme.Length + 1, 1, inOneFrame: false)),
        new("6.4.3", "As 6.4.1, in one frame that arrives in three pieces", () => FailsFast(Kosme.Length, 4, inOneFrame: true)),
        new("6.4.4", "As 6.4.2, in one frame that arrives in three pieces", () => FailsFast(Kosme.Length + 1, 1, inOneFrame: true)),
    ];

    private static IEnumerable<Case> Table => Utf8Table.Groups.SelectMany(group => group.Sequences.Select((sequence, i) =>
    {
        string hex = sequence.TrimStart('!');
        byte[] text = Convert.FromHexString(hex);
        bool isUtf8 = hex.Length == sequence.Length;
        return new Case(
            $"6.{group.Part}.{i + 1}",
            $"{group.Shows}: `{(hex.Length <= 48 ? hex : hex[..48] + "…")}`",
            () => isUtf8 ? Echoed(text, text) : NotUtf8(text));
    }));

    private static byte[][] EachOctet(byte[] text) => [.. text.Select(octet => new[] { octet })];

    private static byte[] Frames(byte[][] fragments) => Sending.Join([.. fragments.Select((payload, i) => ClientFrame.Build(
        i == 0 ? Opcode.Text : Opcode.Continuation, payload, fin: i == fragments.Length - 1))]);

    private static Exchange Echoed(byte[] text, params byte[][] fragments) =>
        Exchange.Answered([new Step(Frames(fragments))], Answer.Text(text));

    private static Exchange NotUtf8(params byte[][] fragments) => Exchange.Failed(InvalidPayload, [new Step(Frames(fragments))]);

    /// <summary>Three parts with pauses: the first is right, the second makes the text wrong, the third comes too late.</summary>
    private static Exchange FailsFast(int firstLength, int secondLength, bool inOneFrame)
    {
        byte[] text = [.. Kosme, .. Convert.FromHexString(TooLarge), .. Edited];
        int thirdStart = firstLength + secondLength;
        byte[][] parts;
        if (inOneFrame)
        {
            byte[] frame = ClientFrame.Build(Opcode.Text, text);
            int header = ClientFrame.HeaderSize(text.Length);
            parts = [frame[..(header + firstLength)], frame[(header + firstLength)..(header + thirdStart)], frame[(header + thirdStart)..]];
        }
        else
        {
            parts =
            [
                ClientFrame.Build(Opcode.Text, text.AsSpan(0, firstLength), fin: false),
                ClientFrame.Build(Opcode.Continuation, text.AsSpan(firstLength, secondLength), fin: false),
                ClientFrame.Build(Opcode.Continuation, text.AsSpan(thirdStart)),
            ];
        }

        Step[] steps = [new(parts[0]) { Pauses = true }, new(parts[1]) { Pauses = true }, new(parts[2])];
        return Exchange.Failed(InvalidPayload, steps) with { FailsAfterStep = 1 };
    }
}
