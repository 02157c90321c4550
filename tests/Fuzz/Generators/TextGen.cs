using System.Text;
using CsCheck;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>Text in UTF-8, valid and not, mostly at the limits of RFC 3629.</summary>
internal static class TextGen
{
    private static readonly byte[][] InvalidPieces =
    [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xE2, 0x82], [0xED, 0xA0, 0x80],
        [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF], [0xE2, 0x28, 0xA1], [0xC3, 0x28],
    ];

    private static readonly int[] Edges =
        [0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x3FFFF, 0x40000, 0x10FFFF];

    private static readonly Gen<byte[]> Ascii = Gen.Int[0x20, 0x7E].Select(c => (byte)c).Array[0, 30];

    private static readonly Gen<byte[]> CodePoint = Gen.Frequency(
        (1, Gen.OneOf(Edges)),
        (2, Gen.Int[0x80, 0xD7FF]),
        (1, Gen.Int[0xE000, 0x10FFFF])).Select(c => Encoding.UTF8.GetBytes(new Rune(c).ToString()));

    /// <summary>Text that is valid.</summary>
    internal static readonly Gen<byte[]> Valid = Gen.Frequency((1, Ascii), (2, CodePoint)).Array[0, 6].Select(Join);

    /// <summary>Text that mostly is not valid.</summary>
    internal static readonly Gen<byte[]> Invalid = Gen.Select(Valid, Gen.OneOf<byte[]>(InvalidPieces), Valid, (a, b, c) => Join([a, b, c]));

    /// <summary>Valid text with some of its bytes changed.</summary>
    internal static readonly Gen<byte[]> Mutated = ByteGen.Mutated(Valid);

    internal static readonly Gen<byte[]> Any = Gen.Frequency((12, Valid), (1, Invalid), (1, Mutated));

    internal static byte[] Join(byte[][] pieces)
    {
        byte[] all = new byte[pieces.Sum(piece => piece.Length)];
        int position = 0;
        foreach (byte[] piece in pieces)
        {
            piece.CopyTo(all, position);
            position += piece.Length;
        }

        return all;
    }
}
