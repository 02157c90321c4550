using CsCheck;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>A client's streams of frames, valid and broken.</summary>
internal static class FrameGen
{
    private static readonly int[] EdgeLengths = [0, 1, 124, 125, 126, 127, 128, 255, 256, 65535, 65536, 65537];

    private static readonly Gen<byte[]> Bytes = Gen.Frequency(
        (60, Gen.Byte.Array[0, 20]),
        (10, Gen.Byte.Array[0, 300]),
        (1, Gen.Select(Gen.OneOf(EdgeLengths), Gen.Byte, (length, seed) => Pattern(length, seed))));

    private static readonly Gen<byte[]> ControlPayload = Gen.Frequency(
        (8, Gen.Byte.Array[0, 12]),
        (1, Gen.Select(Gen.Int[100, 125], Gen.Byte, (length, seed) => Pattern(length, seed))));

    private static readonly Gen<Frame> PingOrPong =
        Gen.Select(Gen.Int[9, 10], Gen.UInt, ControlPayload, (opcode, key, payload) => Frame.Valid(opcode, true, key, payload));

    private static readonly Gen<int> CloseCode = Gen.Frequency(
        (6, Gen.OneOf(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999)),
        (2, Gen.OneOf(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535)),
        (1, Gen.Int[0, 65535]));

    private static readonly Gen<byte[]> ClosePayload = Gen.Frequency(
        (6, Gen.Select(CloseCode, TextGen.Any, (code, reason) => Cut125([(byte)(code >> 8), (byte)code, .. reason]))),
        (2, Gen.Const(Array.Empty<byte>())),
        (1, Gen.Byte.Array[1, 2]));

    private static readonly Gen<Frame> Close = Gen.Select(Gen.UInt, ClosePayload, (key, payload) => Frame.Valid(8, true, key, payload));

    /// <summary>A message in one or more frames, with control frames between them.</summary>
    private static readonly Gen<Frame[]> Message = Gen.Select(
        Gen.Frequency((3, TextGen.Any.Select(text => (1, text))), (2, Bytes.Select(bytes => (2, bytes)))),
        Gen.Double.Unit.Array[0, 3],
        Gen.UInt,
        PingOrPong.Array[0, 2],
        (message, cuts, key, controls) => Fragment(message.Item1, message.Item2, cuts, key, controls));

    private static readonly Gen<Frame> Wild = Gen.Select(
        Gen.Byte,
        Gen.Frequency((5, Gen.Const(true)), (1, Gen.Const(false))),
        Gen.Frequency((6, Gen.Const(0)), (1, Gen.Const(126)), (1, Gen.Const(127))),
        Gen.Frequency((8, Gen.Const(0L)), (1, Gen.Long[-5, 5]), (1, Gen.OneOf(long.MinValue, long.MaxValue - 70000, 1L << 32, 1L << 31))),
        Gen.UInt,
        Bytes,
        (first, isMasked, form, extra, key, payload) => new Frame(Plausible(first), isMasked, form, extra, key, payload));

    private static readonly Gen<Frame[]> Conversation = Gen.Frequency(
        (3, Message),
        (1, PingOrPong.Select(frame => new[] { frame }))).Array[0, 5].Select(parts => parts.SelectMany(frames => frames).ToArray());

    private static readonly Gen<Frame[]> Ended = Gen.Select(Conversation, Close, (frames, close) => (Frame[])[.. frames, close]);

    private static readonly Gen<Frame[]> Broken = Gen.Select(Conversation, Gen.Double.Unit, Wild, (frames, place, wild) =>
    {
        List<Frame> all = [.. frames];
        all.Insert((int)(place * (frames.Length + 1)), wild);
        return all.ToArray();
    });

    /// <summary>A stream with at most one fault: in a text, a close frame or nowhere.</summary>
    internal static readonly Gen<byte[]> Mild = Gen.Frequency((2, Conversation), (1, Ended)).Select(Frame.Bytes);

    /// <summary>Any stream, from that of a client that breaks no rule to garbage.</summary>
    internal static readonly Gen<byte[]> Any = Gen.Frequency(
        (6, Mild),
        (4, Broken.Select(Frame.Bytes)),
        (2, ByteGen.Mutated(Mild)),
        (1, ByteGen.Truncated(Mild)),
        (1, Gen.Select(Mild, Mild, (a, b) => (byte[])[.. a, .. b])),
        (1, ByteGen.Garbage));

    private static Frame[] Fragment(int opcode, byte[] payload, double[] cuts, uint key, Frame[] controls)
    {
        int[] ends = [.. cuts.Select(cut => (int)(cut * (payload.Length + 1))).Order(), payload.Length];
        List<Frame> frames = [];
        int start = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            bool isFinal = i == ends.Length - 1;
            frames.Add(Frame.Valid(i == 0 ? opcode : 0, isFinal, key + (uint)i, payload[start..ends[i]]));
            start = ends[i];
            if (i < controls.Length && !isFinal)
            {
                frames.Add(controls[i]);
            }
        }

        return [.. frames];
    }

    private static byte[] Pattern(int length, byte seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Three of four first bytes get no reserved bit, or nearly none would go on to the second byte.</summary>
    private static int Plausible(int first) => (first & 0x30) == 0 ? first : first & 0x8F;

    private static byte[] Cut125(byte[] payload) => payload.Length <= 125 ? payload : payload[..125];
}
