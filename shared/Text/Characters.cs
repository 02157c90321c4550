namespace Sensorcast.Text;

/// <summary>The character classes that the readers share.</summary>
internal static class Characters
{
    internal const byte Tab = 0x09;
    internal const byte LineFeed = 0x0A;
    internal const byte CarriageReturn = 0x0D;
    internal const byte Space = 0x20;
    internal const byte Delete = 0x7F;

    /// <summary>What <see cref="HexValue"/> returns for any other character; below 0.</summary>
    internal const int NoHexDigit = -1;

    /// <summary>The bit in which the lower case of an ASCII letter differs from the upper.</summary>
    internal const int CaseBit = 0x20;

    // Each class is a bit, so that the board keeps one table for all.

    /// <summary>What may stand in a token (RFC 9110 section 5.6.2).</summary>
    internal const int Token = 1 << 0;

    /// <summary>What may stand in a host's name (RFC 3986 section 3.2.2).</summary>
    internal const int HostName = 1 << 1;

    /// <summary>The alphabet of base64 (RFC 4648 section 4), pads excluded.</summary>
    internal const int Base64 = 1 << 2;

    /// <summary>What may stand in a word of a field's value: all but white space, commas and control characters.</summary>
    internal const int Word = 1 << 3;

    /// <summary>Hexadecimal digits.</summary>
    internal const int HexDigit = 1 << 4;

    /// <summary>Whether it is what HTTP calls white space (RFC 9110 section 5.6.3).</summary>
    internal static bool IsWhiteSpace(int c)
    {
        return c == Space || c == Tab;
    }

    /// <summary>For each byte, the classes that it is of.</summary>
    internal static readonly byte[] Classes = MakeClasses();

    internal static bool Is(int characterClass, int c)
    {
        return (Classes[c] & characterClass) != 0;
    }

    internal static bool IsDigit(int c)
    {
        return c >= '0' && c <= '9';
    }

    /// <summary>The value of a hexadecimal digit, or <see cref="NoHexDigit"/>.</summary>
    internal static int HexValue(int c)
    {
        return c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f' ? c - 'a' + 10
            : c >= 'A' && c <= 'F' ? c - 'A' + 10
            : NoHexDigit;
    }

    /// <summary>Skips the bytes that are of a class.</summary>
    /// <returns>The offset of the first byte that is not.</returns>
    internal static int Skip(int characterClass, byte[] buffer, int position, int end)
    {
        byte[] classes = Classes;
        int lastGroup = end - 4;
        while (position <= lastGroup
            && (classes[buffer[position]] & classes[buffer[position + 1]]
                & classes[buffer[position + 2]] & classes[buffer[position + 3]] & characterClass) != 0)
        {
            position += 4;
        }

        while (position < end && (classes[buffer[position]] & characterClass) != 0)
        {
            position++;
        }

        return position;
    }

    private static byte[] MakeClasses()
    {
        byte[] classes = new byte[256];
        for (int c = Space + 1; c < classes.Length; c++)
        {
            classes[c] = Word;
        }

        classes[','] = 0;
        Add(classes, "!#$%&'*+-.^_`|~", Token);
        Add(classes, "-._~%!$&'()*+;=", HostName);
        Add(classes, "+/", Base64);
        Add(classes, "0123456789", Token | HostName | Base64 | HexDigit);
        for (int i = 0; i < 26; i++)
        {
            byte added = (byte)(Token | HostName | Base64 | (i < 6 ? HexDigit : 0));
            classes['a' + i] |= added;
            classes['A' + i] |= added;
        }

        return classes;
    }

    private static void Add(byte[] classes, string characters, int added)
    {
        foreach (char c in characters)
        {
            classes[c] |= (byte)added;
        }
    }
}
