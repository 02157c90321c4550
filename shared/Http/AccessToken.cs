using System;
using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>A shared secret, in the two forms in which requests bring it.</summary>
internal sealed class AccessToken
{
    private const int MinLength = 8;
    private const int MaxLength = 64;

    // Four characters for each three bytes, and no pads.
    private const int MaxFormLength = ((MaxLength * 4) + 2) / 3;

    private readonly byte[] _plain;
    private readonly byte[] _base64Url;

    /// <summary>Makes one.</summary>
    /// <param name="token">The secret.</param>
    /// <exception cref="ArgumentException">It is too short or too long, or no header field can carry it.</exception>
    internal AccessToken(string token)
    {
        _plain = Encoding.UTF8.GetBytes(token);
        if (!IsValid(_plain))
        {
            // Not a word of what it is: messages end up in logs.
            throw new ArgumentException("A token has 8 to 64 bytes in UTF-8, none of them white space, a comma or a control character");
        }

        _base64Url = ToBase64Url(_plain);
    }

    /// <summary>Whether bytes can be a token: 8 to 64, none of them white space, a comma or a control character.</summary>
    internal static bool IsValid(byte[] bytes)
    {
        bool isValid = bytes.Length >= MinLength && bytes.Length <= MaxLength;
        foreach (byte next in bytes)
        {
            isValid &= Characters.Is(Characters.Word, next) && next != Characters.Delete;
        }

        return isValid;
    }

    /// <summary>
    /// Whether bytes are the token. In constant time: the instructions that run are as many for any bytes of one length, so the time shows
    /// neither how many of them are right nor how long the token is. What is longer than any token is known to be wrong without a look.
    /// </summary>
    /// <param name="isBase64Url">Whether the bytes are in base64url without pads (RFC 4648 section 5), or as they are.</param>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first one.</param>
    /// <param name="length">How many.</param>
    internal bool Matches(bool isBase64Url, byte[] buffer, int offset, int length)
    {
        if (length > MaxFormLength)
        {
            return false;
        }

        byte[] expected = isBase64Url ? _base64Url : _plain;
        int difference = expected.Length ^ length;
        for (int i = 0; i < length; i++)
        {
            difference |= expected[i % expected.Length] ^ buffer[offset + i];
        }

        return difference == 0;
    }

    private static byte[] ToBase64Url(byte[] bytes)
    {
        byte[] padded = Encoding.UTF8.GetBytes(Convert.ToBase64String(bytes));
        byte[] text = new byte[((bytes.Length * 4) + 2) / 3];
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = padded[i] == '+' ? (byte)'-' : padded[i] == '/' ? (byte)'_' : padded[i];
        }

        return text;
    }
}
