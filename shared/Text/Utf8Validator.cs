using System;

namespace Sensorcast.Text;

/// <summary>
/// Checks text as it arrives, in pieces of any size, and fails at the first byte that cannot be right (RFC 3629; RFC 6455
/// section 8.1): overlong forms, surrogates and code points over U+10FFFF included. What must be remembered between two pieces is one
/// number.
/// </summary>
public static class Utf8Validator
{
    /// <summary>The state of a text that ends with a whole code point, the empty text among them.</summary>
    public const int Complete = 0;

    /// <summary>The state of a text that is not UTF-8.</summary>
    public const int Invalid = -1;

    private const long TopBits = unchecked((long)0x8080808080808080);

    // In between, a state is how many bytes the code point still needs, and the range of the next one of them.
    private const int LowestShift = 8;
    private const int HighestShift = 16;
    private const int LowestContinuation = 0x80;
    private const int HighestContinuation = 0xBF;

    /// <summary>Checks the next bytes of a text.</summary>
    /// <param name="state">What the bytes before gave; <see cref="Complete"/> at the start.</param>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns>The state of the text so far: <see cref="Complete"/>, <see cref="Invalid"/>, or one in between.</returns>
    public static int Append(int state, byte[] buffer, int offset, int count)
    {
        int needed = state & 0xFF;
        int lowest = (state >> LowestShift) & 0xFF;
        int highest = state >> HighestShift;
        int end = offset + count;
        int lastGroup = end - 8;
        int nextGroup = offset;
        while (offset < end)
        {
            if (needed == 0 && offset >= nextGroup)
            {
                // Text is mostly ASCII: eight bytes are tested at once, and one by one only those of a group that is not.
                while (offset <= lastGroup && (BitConverter.ToInt64(buffer, offset) & TopBits) == 0)
                {
                    offset += 8;
                }

                if (offset == end)
                {
                    return Complete;
                }

                nextGroup = offset + 8;
            }

            int b = buffer[offset++];
            if (needed > 0)
            {
                if (b < lowest || b > highest)
                {
                    return Invalid;
                }

                needed--;
                lowest = LowestContinuation;
                highest = HighestContinuation;
            }
            else if (b >= 0x80)
            {
                // The lead bytes of RFC 3629 section 4, and what narrows the byte that follows.
                if (b < 0xC2 || b > 0xF4)
                {
                    return Invalid;
                }

                needed = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
                lowest = LowestContinuation;
                highest = HighestContinuation;
                switch (b)
                {
                    case 0xE0: // shorter forms exist below U+0800
                        lowest = 0xA0;
                        break;
                    case 0xED: // U+D800 to U+DFFF are surrogates
                        highest = 0x9F;
                        break;
                    case 0xF0: // shorter forms exist below U+10000
                        lowest = 0x90;
                        break;
                    case 0xF4: // the last code point is U+10FFFF
                        highest = 0x8F;
                        break;
                }
            }
        }

        return needed == 0 ? Complete : needed | (lowest << LowestShift) | (highest << HighestShift);
    }
}
