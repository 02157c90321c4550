namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 7: close frames of every kind, what follows them, and the end of the TCP connection.</summary>
internal static class Section7Closing
{
    private const int Normal = 1000;
    private const int ProtocolError = 1002;
    private const int InvalidPayload = 1007;
    private const int LongTextLength = 256 * 1024;

    private const string InOrder =
        "That suite leaves open whether the close frame overtakes the echo. Here octets are handled in the order in which they came: both "
        + "messages come back whole, then the close frame, and the ping after it is not answered.";

    private const string OutOfRange =
        "RFC 6455 section 7.4.2 defines no codes from 5000 on. A code that no peer may send is a protocol error here, "
            + "like those of 7.9: 1002.";

    private static readonly int[] ValidCodes = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
    private static readonly int[] InvalidCodes = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999];
    private static readonly int[] UndefinedCodes = [5000, 65535];

    private static readonly byte[] NotUtf8 = [.. Convert.FromHexString(Utf8Table.Kosme + "eda080"), .. "edited"u8];

    private static byte[] Ping => ClientFrame.Build(Opcode.Ping, []);

    private static byte[] Hello => ClientFrame.Build(Opcode.Text, "Hello, close");

    public static IEnumerable<Case> Cases =>
    [
        .. Basics,
        .. PayloadLengths,
        new("7.5.1", "Close with a reason that is not UTF-8", () =>
            Exchange.Closed([ProtocolError, InvalidPayload], new Step(ClientFrame.Close(Normal, NotUtf8)))),
        .. ValidCodes.Select((code, i) => new Case(
            $"7.7.{i + 1}", $"Close with code {code}", () =>
                Exchange.Closed([.. new int?[] { Normal, code }.Distinct()], new Step(ClientFrame.Close(code))))),
        .. InvalidCodes.Select((code, i) => new Case(
            $"7.9.{i + 1}", $"Close with code {code}, which no peer may send", () => Refused(ClientFrame.Close(code)))),
        .. UndefinedCodes.Select((code, i) => new Case($"7.13.{i + 1}", $"Close with code {code}", () => Refused(ClientFrame.Close(code)))
        {
            Informational = OutOfRange,
        }),
    ];

    private static Case[] Basics =>
    [
        new("7.1.1", "Text, then close once it is back", () => Exchange.Answered([new Step(Hello)], Answer.Text("Hello, close"))),
        new("7.1.2", "Two close frames", () => CloseWith(ClientFrame.Close(Normal), ClientFrame.Build(Opcode.Close, []))),
        new("7.1.3", "Close, then ping", () => CloseWith(ClientFrame.Close(Normal), Ping)),
        new("7.1.4", "Close, then text", () => CloseWith(ClientFrame.Close(Normal), Hello)),
        new("7.1.5", "First fragment of a text, close, last fragment", () => CloseWith(
            ClientFrame.Build(Opcode.Text, "one, ", fin: false), ClientFrame.Close(Normal), ClientFrame.Build(Opcode.Continuation, "two"))),
        new("7.1.6", "Text of 256 KiB, a short text, close and ping, all at once", LongTextBeforeClose) { Informational = InOrder },
    ];

    private static Case[] PayloadLengths =>
    [
        new("7.3.1", "Close without payload", () =>
            Exchange.Closed([null, Normal], new Step(ClientFrame.Build(Opcode.Close, [])))),
        new("7.3.2", "Close with a payload of one octet", () => Refused(ClientFrame.Build(Opcode.Close, "a"))),
        new("7.3.3", "Close with a code", () => CloseWith(ClientFrame.Close(Normal))),
        new("7.3.4", "Close with a code and a reason", () => CloseWith(ClientFrame.Close(Normal, "Goodbye"u8))),
        new("7.3.5", "Close with a code and the longest reason, 123 octets", () =>
            CloseWith(ClientFrame.Close(Normal, Payload.Of(Opcode.Text, 123)))),
        new("7.3.6", "Close with a code and a reason of 124 octets, one too many", () =>
            Refused(ClientFrame.Close(Normal, Payload.Of(Opcode.Text, 124)))),
    ];

    private static Exchange CloseWith(params byte[][] frames) => Exchange.Closed([Normal], new Step(Sending.Join(frames)));

    private static Exchange Refused(byte[] frame) => Exchange.Closed([ProtocolError], new Step(frame));

    private static Exchange LongTextBeforeClose()
    {
        byte[] text = Payload.Of(Opcode.Text, LongTextLength);
        return Exchange.Closed(
            [Normal],
            new Step(Sending.Join(ClientFrame.Build(Opcode.Text, text), Hello, ClientFrame.Close(Normal), Ping)),
            Answer.Text(text),
            Answer.Text("Hello, close"));
    }
}
