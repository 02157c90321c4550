namespace Sensorcast.Tests.ConformanceTests.Cases;

/// <summary>Section 9: large messages, small fragments, small pieces and many messages. How long they take is not checked.</summary>
internal static class Section9Limits
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;
    private const int RoundTrips = 1000;

    /// <summary>As in that suite: no limit, but a guard against a server that hangs.</summary>
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(100);

    private static readonly int[] MessageLengths = [64 * KiB, 256 * KiB, MiB, 4 * MiB, 8 * MiB, 16 * MiB];
    private static readonly int[] FragmentLengths = [64, 256, KiB, 4 * KiB, 16 * KiB, 64 * KiB, 256 * KiB, MiB, 4 * MiB];
    private static readonly int[] ChopLengths = [64, 128, 256, 512, 1024, 2048];
    private static readonly int[] RoundTripLengths = [0, 16, 64, 256, 1024, 4096];

    private static readonly Opcode[] Kinds = [Opcode.Text, Opcode.Binary];

    public static IEnumerable<Case> Cases =>
    [
        .. EachKind(1, MessageLengths, (kind, length) => (
            $"of {Size(length)}",
            () => Echoed(kind, length, payload => new Step(ClientFrame.Build(kind, payload))))),
        .. EachKind(3, FragmentLengths, (kind, length) => (
            $"of 4 MiB in fragments of {Size(length)}",
            () => Echoed(kind, 4 * MiB, payload => new Step(ClientFrame.Fragments(kind, payload, length))))),
        .. EachKind(5, ChopLengths, (kind, length) => (
            $"of 1 MiB, sent {length} octets at a time",
            () => Echoed(kind, MiB, payload => new Step(ClientFrame.Build(kind, payload), length)))),
        .. EachKind(7, RoundTripLengths, (kind, length) => (
            $"of {Size(length)}, {RoundTrips} times, each after the last came back",
            () => Echoed(kind, length, payload => new Step(ClientFrame.Build(kind, payload), Times: RoundTrips)))),
    ];

    private static IEnumerable<Case> EachKind(int textPart, int[] lengths, Func<Opcode, int, (string Shows, Func<Exchange> Plan)> make) =>
        Kinds.SelectMany((kind, k) => lengths.Select((length, i) =>
        {
            (string shows, Func<Exchange> plan) = make(kind, length);
            return new Case($"9.{textPart + k}.{i + 1}", (kind == Opcode.Text ? "Text " : "Binary message ") + shows, plan);
        }));

    private static Exchange Echoed(Opcode kind, int length, Func<byte[], Step> send)
    {
        byte[] payload = Payload.Of(kind, length);
        Step step = send(payload);
        return Exchange.Answered([step], [.. Enumerable.Repeat(new Received(kind, payload), step.Times)]) with { WaitLimit = WaitLimit };
    }

    private static string Size(int length) => length switch
    {
        >= MiB => $"{length / MiB} MiB",
        >= KiB => $"{length / KiB} KiB",
        _ => $"{length} octets",
    };
}
