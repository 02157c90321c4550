using CsCheck;
using Sensorcast.Tests.Fuzz.Generators;
using Sensorcast.Tests.Fuzz.Oracles;
using Sensorcast.Text;

namespace Sensorcast.Tests.Fuzz;

[TestClass]
public class Utf8ValidatorTests
{
    private static readonly Gen<byte[]> Text =
        Gen.Frequency((3, TextGen.Any), (2, TextGen.Mutated), (1, TextGen.Invalid), (1, ByteGen.Garbage));

    /// <summary>Fails in the piece with the byte that .NET's decoder refuses, and in no other.</summary>
    [TestMethod]
    public void Agrees_with_dotnet_however_the_text_is_cut()
    {
        Gen.Select(Text, ByteGen.Cuts, Gen.Int).Hold(
            20_000, x => Check(x.Item1, x.Item2, x.Item3), x => Show.Stream(x.Item1, x.Item2));
    }

    private static void Check(byte[] text, int[] cuts, int seed)
    {
        int bad = Utf8Oracle.FirstInvalidByte(text, out bool isComplete);
        int state = Utf8Validator.Complete;
        var slice = new Poisoned(seed);
        int position = 0;
        for (int i = 0; position < text.Length; i++)
        {
            int count = Math.Min(cuts[i % cuts.Length], text.Length - position);
            slice.Fill(text.AsSpan(position, count));
            state = Utf8Validator.Append(state, slice.Buffer, slice.Offset, count);
            slice.AssertIntact();
            Assert.IsTrue(slice.Content.SequenceEqual(text.AsSpan(position, count)), "The text itself was changed");
            position += count;
            Assert.AreEqual(bad < 0 || bad >= position, state != Utf8Validator.Invalid, $"up to byte {position}");
            if (state == Utf8Validator.Invalid)
            {
                return;
            }
        }

        Assert.AreEqual(isComplete, state == Utf8Validator.Complete);
    }
}
