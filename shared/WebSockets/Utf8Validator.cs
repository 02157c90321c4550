namespace Sensorcast.WebSockets;

/// <summary>
/// Checks text as it arrives, in pieces of any size, and fails at the first byte that cannot be right (RFC 3629; RFC 6455
/// section 8.1): overlong forms, surrogates and code points over U+10FFFF included.
/// </summary>
public sealed class Utf8Validator
{
    private const int LowestContinuation = 0x80;
    private const int HighestContinuation = 0xBF;

    private int _needed;
    private int _lowest = LowestContinuation;
    private int _highest = HighestContinuation;

    /// <summary>Whether the text so far ends with a whole code point.</summary>
    public bool IsComplete => _needed == 0;

    /// <summary>Starts a new text.</summary>
    public void Reset()
    {
        _needed = 0;
        _lowest = LowestContinuation;
        _highest = HighestContinuation;
    }

    /// <summary>Checks the next bytes of the text.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <returns><see langword="false"/> when a byte cannot be right; <see cref="Reset"/> must come next.</returns>
    public bool Append(byte[] buffer, int offset, int count)
    {
        int needed = _needed;
        int lowest = _lowest;
        int highest = _highest;
        int end = offset + count;
        while (offset < end)
        {
            if (needed == 0)
            {
                // Text is mostly ASCII: eight bytes are tested at once.
                int lastGroup = end - 8;
                while (offset <= lastGroup
                    && (buffer[offset] | buffer[offset + 1] | buffer[offset + 2] | buffer[offset + 3]
                        | buffer[offset + 4] | buffer[offset + 5] | buffer[offset + 6] | buffer[offset + 7]) < 0x80)
                {
                    offset += 8;
                }

                if (offset == end)
                {
                    break;
                }
            }

            int b = buffer[offset++];
            if (needed > 0)
            {
                if (b < lowest || b > highest)
                {
                    return false;
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
                    return false;
                }

                needed = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
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

        _needed = needed;
        _lowest = lowest;
        _highest = highest;
        return true;
    }
}
