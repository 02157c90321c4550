using System;

namespace Sensorcast.Text;

/// <summary>The one way in which pieces of text in buffers are compared.</summary>
internal static class AsciiText
{
    private const int GroupSize = 8;

    // One byte of each in all eight bytes of a group.
    private const long AllSevenBits = 0x7F7F7F7F7F7F7F7F;
    private const long AllTopBits = ~AllSevenBits;
    private const long AllCaseBits = 0x2020202020202020;
    private const long FromTopBitToA = 0x1F1F1F1F1F1F1F1F; // 0x80 - 'a'
    private const long FromTopBitPastZ = 0x0505050505050505; // 0x80 - ('z' + 1)

    /// <summary>Whether two pieces of text are the same.</summary>
    /// <param name="a">Holds the one.</param>
    /// <param name="aOffset">Its first byte.</param>
    /// <param name="b">Holds the other.</param>
    /// <param name="bOffset">Its first byte.</param>
    /// <param name="length">The length of both.</param>
    /// <param name="ignoresCase">Whether the upper and the lower case of an ASCII letter are the same.</param>
    internal static bool AreEqual(byte[] a, int aOffset, byte[] b, int bOffset, int length, bool ignoresCase)
    {
        int end = aOffset + length;
        int distance = bOffset - aOffset;
        int i = aOffset;

        // One call for eight bytes takes the board less than eight reads of an element.
        for (int lastGroup = end - GroupSize; i <= lastGroup; i += GroupSize)
        {
            long group = BitConverter.ToInt64(a, i);
            long difference = group ^ BitConverter.ToInt64(b, i + distance);
            if (difference != 0 && !(ignoresCase && (difference & ~CaseBitsOfLetters(group)) == 0))
            {
                return false;
            }
        }

        for (; i < end; i++)
        {
            if (a[i] != b[i + distance] && !(ignoresCase && AreSameLetter(a[i], b[i + distance])))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreSameLetter(int a, int b)
    {
        int lower = a | Characters.CaseBit;
        return lower == (b | Characters.CaseBit) && lower >= 'a' && lower <= 'z';
    }

    /// <summary>Returns the case bit of each of eight bytes that is a letter. No addition carries from one byte to the next.</summary>
    private static long CaseBitsOfLetters(long group)
    {
        long lower = (group & AllSevenBits) | AllCaseBits;
        long letters = (lower + FromTopBitToA) & ~(lower + FromTopBitPastZ) & ~group & AllTopBits;
        return (letters >> 2) & AllCaseBits;
    }
}
