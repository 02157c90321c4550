using CsCheck;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Bytes, and changes that a network or an attacker may make.</summary>
internal static class ByteGen
{
    internal static readonly Gen<byte[]> Garbage = Gen.Byte.Array[0, 60];

    /// <summary>The sizes of the pieces that a stream arrives in, used in turn.</summary>
    internal static readonly Gen<int[]> Cuts = Gen.Frequency(
        (3, Gen.Int[1, 9].Array[1, 6]),
        (2, Gen.Int[1, 200].Array[1, 4]),
        (1, Gen.Const(new[] { 1 })),
        (1, Gen.Const(new[] { int.MaxValue })));

    /// <summary>Bytes with up to four of them changed, taken out, put in or doubled.</summary>
    internal static Gen<byte[]> Mutated(Gen<byte[]> good) =>
        Gen.Select(good, Gen.Select(Gen.Int[0, 4], Gen.Double.Unit, Gen.Byte).Array[1, 4], (bytes, edits) =>
        {
            List<byte> mutated = [.. bytes];
            foreach ((int kind, double place, byte value) in edits)
            {
                Edit(mutated, kind, (int)(place * mutated.Count), value);
            }

            return mutated.ToArray();
        });

    internal static Gen<byte[]> Truncated(Gen<byte[]> whole) =>
        Gen.Select(whole, Gen.Double.Unit, (bytes, place) => bytes[..(int)(place * bytes.Length)]);

    private static void Edit(List<byte> bytes, int kind, int place, byte value)
    {
        if (bytes.Count == 0 || kind == 0)
        {
            bytes.Insert(place, value);
        }
        else if (kind == 1)
        {
            bytes.RemoveAt(place);
        }
        else if (kind == 2)
        {
            bytes[place] ^= (byte)(1 << (value & 7));
        }
        else if (kind == 3)
        {
            int count = Math.Min(1 + (value % 40), bytes.Count - place);
            bytes.InsertRange(place, bytes.GetRange(place, count));
        }
        else
        {
            bytes[place] = value;
        }
    }
}
