using CsCheck;
using Sensorcast.Telemetry;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Packs that clients set actuators with, good and broken, in both encodings.</summary>
internal static class ActuationGen
{
    private const int MaxMessageLength = 1024;

    /// <summary>What the encodings are made of.</summary>
    private static readonly byte[] Likely =
    [
        .. "[]{}\",:-+.eE0123456789tfn\\u "u8, 0x00, 0x04, 0x18, 0x1B, 0x3B, 0x5F, 0x61, 0x7F, 0x80, 0x82, 0x9F, 0xA1, 0xBF, 0xC4, 0xF4, 0xF6, 0xF8, 0xF9,
        0xFA, 0xFB, 0xFF,
    ];

    private static readonly Gen<(string BaseName, Channel[] Channels)> Server = Gen.Select(
        Gen.Frequency((4, ChannelGen.Name), (1, Gen.Const(string.Empty))),
        ChannelGen.Settable,
        ChannelGen.Any.Array[0, 2],
        (baseName, settable, others) => (baseName, settable.Concat(others).DistinctBy(channel => channel.Name).ToArray()));

    /// <summary>Packs of all that SenML allows, with values in range and out of it.</summary>
    internal static readonly Gen<ActuationCase> Good =
        Gen.Select(Server, Gen.Bool, Gen.Int, Make).Where(x => x.Message.Length <= MaxMessageLength);

    /// <summary>The same with some bytes changed, or cut off, or garbage.</summary>
    internal static readonly Gen<ActuationCase> Bad = Gen.Frequency(
        (6, Gen.Select(Good, Gen.Int, (x, seed) => x with { Message = Mutate(x.Message, new Random(seed)) })),
        (1, Gen.Select(Good, Gen.Double.Unit, (x, place) => x with { Message = x.Message[..(int)(place * x.Message.Length)] })),
        (1, Gen.Select(Good, ByteGen.Garbage, (x, garbage) => x with { Message = garbage })),
        (1, Gen.Select(Good, TextGen.Any, (x, text) => x with { Message = text })));

    private static ActuationCase Make((string BaseName, Channel[] Channels) server, bool isJson, int seed)
    {
        var random = new Random(seed);
        IPackWriter writer = isJson ? new JsonPackWriter(random) : new CborPackWriter(random);
        new PackMaker(server.BaseName, server.Channels, random, writer).Make();
        return new ActuationCase(server.BaseName, server.Channels, isJson, writer.ToArray());
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
