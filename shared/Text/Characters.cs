namespace Sensorcast.Text;

/// <summary>The character classes that the readers share.</summary>
internal static class Characters
{
    internal const byte Tab = 0x09;
    internal const byte LineFeed = 0x0A;
    internal const byte CarriageReturn = 0x0D;
    internal const byte Space = 0x20;
    internal const byte Delete = 0x7F;

    /// <summary>For each byte: its lower-case form if it may stand in a token (RFC 9110 section 5.6.2), else 0.</summary>
    internal static readonly byte[] TokenToLower = LettersDigitsAnd("!#$%&'*+-.^_`|~");

    /// <summary>For each byte: its lower-case form if it may stand in <c>host [":" port]</c> (RFC 3986 section 3.2.2), else 0.</summary>
    internal static readonly byte[] HostToLower = LettersDigitsAnd("-._~%!$&'()*+;=:[]");

    /// <summary>For each byte: its lower-case form if it may stand in a host's name (RFC 3986 section 3.2.2), else 0.</summary>
    internal static readonly byte[] HostName = LettersDigitsAnd("-._~%!$&'()*+;=");

    /// <summary>For each byte: not 0 if it is one of base64 (RFC 4648 section 4), pads excluded.</summary>
    internal static readonly byte[] Base64 = LettersDigitsAnd("+/");

    /// <summary>For each byte: not 0 if it may stand in a word of a field's value; white space, commas and control characters may not.</summary>
    internal static readonly byte[] Word = MakeWord();

    /// <summary>For each byte: its lower-case form.</summary>
    internal static readonly byte[] ToLower = MakeToLower();

    internal static bool IsDigit(int c)
    {
        return c >= '0' && c <= '9';
    }

    internal static bool IsHexDigit(int c)
    {
        return IsDigit(c) || (ToLower[c] >= 'a' && ToLower[c] <= 'f');
    }

    /// <summary>Skips the bytes that are of a class: those for which the table has anything but 0.</summary>
    /// <returns>The place of the first byte that is not.</returns>
    internal static int Skip(byte[] table, byte[] buffer, int position, int end)
    {
        int lastGroup = end - 4;
        while (position <= lastGroup
            && table[buffer[position]] != 0 && table[buffer[position + 1]] != 0
            && table[buffer[position + 2]] != 0 && table[buffer[position + 3]] != 0)
        {
            position += 4;
        }

        while (position < end && table[buffer[position]] != 0)
        {
            position++;
        }

        return position;
    }

    private static byte[] MakeWord()
    {
        byte[] table = new byte[256];
        for (int c = Space + 1; c < table.Length; c++)
        {
            table[c] = 1;
        }

        table[','] = 0;
        return table;
    }

    private static byte[] MakeToLower()
    {
        byte[] table = new byte[256];
        for (int c = 0; c < table.Length; c++)
        {
            table[c] = (byte)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        }

        return table;
    }

    private static byte[] LettersDigitsAnd(string others)
    {
        byte[] table = new byte[256];
        foreach (char c in "0123456789abcdefghijklmnopqrstuvwxyz" + others)
        {
            table[c] = (byte)c;
        }

        for (int c = 'A'; c <= 'Z'; c++)
        {
            table[c] = (byte)(c + ('a' - 'A'));
        }

        return table;
    }
}
