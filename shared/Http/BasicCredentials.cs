using System;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>What a browser sends after it has asked its user for a name and a password (RFC 7617).</summary>
internal static class BasicCredentials
{
    private const int BitsPerDigit = 6;
    private const int BitsPerByte = 8;
    private const int DigitsPerGroup = 4;
    private const int MaxPads = 2;

    /// <summary>Reads the password. Allocates, since only pages for people are asked for in this way.</summary>
    /// <param name="buffer">Holds a user name, a colon and the password, in base64 (RFC 4648 section 4).</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="length">How many bytes; what is longer than a word that is kept cannot be read.</param>
    /// <returns>The password, or <see langword="null"/>.</returns>
    internal static byte[] PasswordOf(byte[] buffer, int offset, int length)
    {
        if (length > RequestState.MaxWordLength || length % DigitsPerGroup != 0)
        {
            return null;
        }

        int end = offset + length;
        for (int pads = 0; pads < MaxPads && end > offset && buffer[end - 1] == '='; pads++)
        {
            end--;
        }

        byte[] text = new byte[(end - offset) * BitsPerDigit / BitsPerByte];
        int size = 0;
        int bits = 0;
        int bitCount = 0;
        for (; offset < end; offset++)
        {
            if (!Characters.Is(Characters.Base64, buffer[offset]))
            {
                return null;
            }

            bits = (bits << BitsPerDigit) | ValueOf(buffer[offset]);
            bitCount += BitsPerDigit;
            if (bitCount >= BitsPerByte)
            {
                bitCount -= BitsPerByte;
                text[size++] = (byte)(bits >> bitCount);
            }
        }

        return AfterColon(text);
    }

    private static byte[] AfterColon(byte[] text)
    {
        int start = 0;
        while (start < text.Length && text[start] != ':')
        {
            start++;
        }

        if (start == text.Length)
        {
            return null;
        }

        byte[] password = new byte[text.Length - start - 1];
        Array.Copy(text, start + 1, password, 0, password.Length);
        return password;
    }

    private static int ValueOf(int digit)
    {
        return digit >= 'a' ? digit - 'a' + 26
            : digit >= 'A' ? digit - 'A'
            : digit >= '0' ? digit - '0' + 52
            : digit == '+' ? 62
            : 63;
    }
}
