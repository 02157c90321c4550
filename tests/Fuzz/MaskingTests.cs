using CsCheck;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Fuzz;

[TestClass]
public class MaskingTests
{
    /// <summary>RFC 6455 section 5.3 byte by byte, however the bytes are cut.</summary>
    [TestMethod]
    public void Masks_as_the_rfc_says_however_it_is_cut()
    {
        Gen.Select(Gen.Byte.Array[0, 100], Gen.UInt, ByteGen.Cuts, Gen.Int).Hold(
            10_000,
            x => Check(x.Item1, x.Item2, x.Item3, x.Item4),
            x => Show.Stream(x.Item1, x.Item3) + $" key {x.Item2:X8}");
    }

    private static void Check(byte[] bytes, uint key, int[] cuts, int seed)
    {
        byte[] octets = [(byte)(key >> 24), (byte)(key >> 16), (byte)(key >> 8), (byte)key];
        var slice = new Poisoned(seed);
        uint turned = key;
        int position = 0;
        for (int i = 0; position < bytes.Length; i++)
        {
            int count = Math.Min(cuts[i % cuts.Length], bytes.Length - position);
            slice.Fill(bytes.AsSpan(position, count));
            turned = Masking.Apply(slice.Buffer, slice.Offset, count, turned);
            slice.AssertIntact();
            for (int j = 0; j < count; j++)
            {
                Assert.AreEqual((byte)(bytes[position + j] ^ octets[(position + j) % 4]), slice.Content[j], $"byte {position + j}");
            }

            position += count;
        }

        Assert.AreEqual(octets[position % 4], (byte)(turned >> 24));
    }
}
