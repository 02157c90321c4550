using System.Text;
using CsCheck;
using Sensorcast.Telemetry;
using Sensorcast.Tests.Fuzz.Server;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Packs that clients set actuators with, valid and broken, in both encodings.</summary>
internal static class ActuationGen
{
    private const int MaxMessageLength = 1024;

    /// <summary>What the encodings are made of.</summary>
    private static readonly byte[] Likely =
    [
        .. "[]{}\",:-+.eE0123456789tfn\\u "u8, 0x00, 0x04, 0x18, 0x1B, 0x3B, 0x5F, 0x61, 0x7F, 0x80, 0x82, 0x9F, 0xA1, 0xBF, 0xC4, 0xF4,
        0xF6, 0xF8, 0xF9,
        0xFA, 0xFB, 0xFF,
    ];

    private static readonly Gen<(string BaseName, Channel[] Channels)> Server = Gen.Select(
        Gen.Frequency((4, ChannelGen.Name), (1, Gen.Const(string.Empty))),
        ChannelGen.Settable,
        ChannelGen.Any.Array[0, 2],
        (baseName, settable, others) => (baseName, settable.Concat(others).DistinctBy(channel => channel.Name).ToArray()));

    /// <summary>Packs of all that SenML allows, with values in range and out of it.</summary>
    internal static readonly Gen<ActuationCase> Valid =
        Gen.Select(Server, Gen.Bool, Gen.Int, Make).Where(x => x.Message.Length <= MaxMessageLength);

    /// <summary>The same with some bytes changed, or cut off, or garbage.</summary>
    internal static readonly Gen<ActuationCase> Invalid = Gen.Frequency(
        (6, Gen.Select(Valid, Gen.Int, (x, seed) => x with { Message = Mutate(x.Message, new Random(seed)) })),
        (1, Gen.Select(Valid, Gen.Double.Unit, (x, place) => x with { Message = x.Message[..(int)(place * x.Message.Length)] })),
        (1, Gen.Select(Valid, ByteGen.Garbage, (x, garbage) => x with { Message = garbage })),
        (1, Gen.Select(Valid, TextGen.Any, (x, text) => x with { Message = text })));

    /// <summary>
    /// Short packs to a <see cref="ServerRun"/>: those with answers that are long for their size, and some of every other kind.
    /// </summary>
    private static readonly Gen<Frame[]> Short = Gen.Select(
        Gen.Frequency(
            (6, Gen.OneOf<(int, byte[])>(
                (2, Convert.FromHexString("81A163736571C4820904")),
                (1, "[{\"seq\":4294967295}]"u8.ToArray()),
                (1, "[{\"seq\":1}]"u8.ToArray()))),
            (2, Gen.OneOf<(int, byte[])>(
                (1, "[{\"n\":\"x\",\"v\":1}]"u8.ToArray()),
                (1, "[{\"n\":\"b:lamp\",\"vb\":true,\"seq\":2}]"u8.ToArray()),
                (1, "[{\"n\":\"b:level\",\"v\":0.13,\"seq\":3}]"u8.ToArray()),
                (1, "[{\"n\":\"b:level\",\"v\":0.14}]"u8.ToArray()),
                (1, Encoding.ASCII.GetBytes(
                    $$"""[{"bn":"{{new string('b', 64)}}","n":"{{new string('n', 32)}}","t":1,"v":1,"seq":4294967295}]""")))),
            (1, Gen.Select(Gen.Bool, Gen.Int, (isJson, seed) =>
                (isJson ? 1 : 2, MakeMessage(ServerRun.BaseName, ServerRun.MakeChannels(), isJson, seed)))),
            (1, Gen.Const((9, new byte[125])))),
        Gen.UInt,
        Gen.Frequency((8, Gen.Const(-1)), (1, Gen.Int[0, 40])),
        (message, key, cut) => cut < 0 || message.Item1 == 9 || cut > message.Item2.Length
            ? new[] { Frame.Valid(message.Item1, true, key, message.Item2) }
            : [Frame.Valid(message.Item1, false, key, message.Item2[..cut]), Frame.Valid(0, true, key, message.Item2[cut..])]);

    /// <summary>Streams of such packs, the same one again and again or one after the other.</summary>
    internal static readonly Gen<byte[]> Frames = Gen.Frequency(
        (1, Gen.Select(Short, Gen.Int[1, 200], (frames, count) => Enumerable.Repeat(frames, count).ToArray())),
        (3, Short.Array[1, 40]),
        (1, Gen.Select(Short, Gen.Int[1, 150], Short.Array[0, 30], (frames, count, others) =>
            Enumerable.Repeat(frames, count).Concat(others).ToArray())))
        .Select(messages => Frame.Bytes(messages.SelectMany(frames => frames)));

    private static ActuationCase Make((string BaseName, Channel[] Channels) server, bool isJson, int seed)
    {
        return new ActuationCase(server.BaseName, server.Channels, isJson, MakeMessage(server.BaseName, server.Channels, isJson, seed));
    }

    private static byte[] MakeMessage(string baseName, Channel[] channels, bool isJson, int seed)
    {
        var random = new Random(seed);
        IPackWriter writer = isJson ? new JsonPackWriter(random) : new CborPackWriter(random);
        new PackBuilder(baseName, channels, random, writer).Make();
        return writer.ToArray();
    }

    /// <summary>Changes, takes out, puts in or doubles bytes; those put in are often what the encodings are made of.</summary>
    private static byte[] Mutate(byte[] message, Random random)
    {
        List<byte> bytes = [.. message];
        for (int edits = random.Next(1, 4); edits > 0 && bytes.Count > 0; edits--)
        {
            int place = random.Next(bytes.Count);
            byte value = random.Next(2) == 0 ? (byte)random.Next(256) : Likely[random.Next(Likely.Length)];
            switch (random.Next(5))
            {
                case 0:
                    bytes.RemoveAt(place);
                    break;
                case 1:
                    bytes.Insert(place, value);
                    break;
                case 2:
                    bytes[place] = value;
                    break;
                case 3:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    int count = Math.Min(random.Next(1, 30), bytes.Count - place);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(place, count));
                    break;
            }
        }

        return [.. bytes.Take(MaxMessageLength)];
    }
}
