namespace Sensorcast.Text;

/// <summary>Text as it is in UTF-8 (RFC 3629).</summary>
public static class Utf8Text
{
    /// <summary>The size of a text in UTF-8. Allocates nothing.</summary>
    /// <param name="text">The text. A lone surrogate counts as the three bytes of U+FFFD, which stands for it.</param>
    /// <returns>The size in bytes.</returns>
    public static int Size(string text)
    {
        return Size(text, 0, text.Length);
    }

    /// <summary>The size of a part of a text in UTF-8. Allocates nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The part's first character.</param>
    /// <param name="length">The part's length in characters.</param>
    /// <returns>The size in bytes.</returns>
    public static int Size(string text, int start, int length)
    {
        int end = start + length;
        int size = length;
        for (int i = start; i < end; i++)
        {
            char c = text[i];
            if (c >= 0x80)
            {
                // Each half of a surrogate pair counts for two of its four bytes.
                bool isPair = IsHighSurrogate(c)
                    ? i + 1 < end && IsLowSurrogate(text[i + 1])
                    : IsLowSurrogate(c) && i > start && IsHighSurrogate(text[i - 1]);
                size += c < 0x800 || isPair ? 1 : 2;
            }
        }

        return size;
    }

    private static bool IsHighSurrogate(char c)
    {
        return c >= 0xD800 && c < 0xDC00;
    }

    private static bool IsLowSurrogate(char c)
    {
        return c >= 0xDC00 && c < 0xE000;
    }
}
