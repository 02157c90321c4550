using System.Buffers.Binary;
using Sensorcast.IlCost.Bench;
using Sensorcast.IlCost.Counting;

namespace Sensorcast.IlCost.Paths;

/// <summary>What a client's message and its answer take.</summary>
internal static class EchoPaths
{
    private const byte FinalBinary = 0x82;
    private const byte FinalPing = 0x89;
    private const int MaskBit = 0x80;
    private const int Length16 = 126;

    internal static IEnumerable<Figure> Measure()
    {
        yield return new Figure("An echo of 64 bytes, the whole step", Echo(64), MissedBar: 900);
        yield return new Figure("An echo of 4,096 bytes, all steps", Echo(4096), Bar: 52000);
        yield return new Figure("A ping of 5 bytes and its pong, the whole step", Answer(ServerBench.Stream, Frame(FinalPing, 5), 7));
    }

    private static Cost Echo(int length) => Answer(ServerBench.Echo, Frame(FinalBinary, length), length);

    private static Cost Answer(string path, byte[] frame, int least)
    {
        ServerBench bench = new(1);
        Client client = bench.Connect(path, ServerBench.Cbor);
        int before = client.BytesReceived;
        client.Say(frame);
        Cost cost = bench.StepsToHear(client).Cost;
        return client.BytesReceived - before >= least ? cost : throw new InvalidOperationException("The client got no answer");
    }

    private static byte[] Frame(byte first, int length)
    {
        byte[] key = [0x37, 0xFA, 0x21, 0x3D];
        byte[] header = [first, (byte)(MaskBit | length)];
        if (length >= Length16)
        {
            header = [first, MaskBit | Length16, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)length);
        }

        return [.. header, .. key, .. new byte[length]];
    }
}
