using System;
using System.Text;

namespace Sensorcast.Dns;

/// <summary>
/// Domain names as they are in messages (RFC 1035 sections 3.1 and 4.1.4): labels with their length before them, the empty one last, or
/// instead of the rest a pointer to an earlier place in the message.
/// </summary>
public static class DnsName
{
    /// <summary>The maximum size of a name in bytes, lengths and the empty label included.</summary>
    public const int MaxSize = 255;

    /// <summary>The maximum size of a label in bytes.</summary>
    public const int MaxLabelSize = 63;

    internal const int PointerMask = 0xC0;

    /// <summary>Encodes a name whose labels have no dots.</summary>
    /// <param name="name">Its labels with dots between them, such as <c>_http._tcp.local</c>.</param>
    /// <returns>The name without compression.</returns>
    /// <exception cref="ArgumentException">A label is empty or longer than 63 bytes, or the name is longer than 255.</exception>
    public static byte[] Encode(string name)
    {
        string[] labels = name.Split('.');
        byte[] encoded = new byte[] { 0 };
        for (int i = labels.Length - 1; i >= 0; i--)
        {
            encoded = Prepend(labels[i], encoded);
        }

        return encoded;
    }

    /// <summary>Puts a label before a name.</summary>
    /// <param name="label">The label. It may have dots and spaces, as names of services have (RFC 6763 section 4.1.1).</param>
    /// <param name="name">The name, without compression.</param>
    /// <returns>The longer name.</returns>
    /// <exception cref="ArgumentException">The label is empty or longer than 63 bytes, or the name would be longer than 255.</exception>
    public static byte[] Prepend(string label, byte[] name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(label);
        if (bytes.Length == 0 || bytes.Length > MaxLabelSize || bytes.Length + 1 + name.Length > MaxSize)
        {
            throw new ArgumentException("A label has 1 to 63 bytes, a name at most 255: " + label);
        }

        byte[] encoded = new byte[1 + bytes.Length + name.Length];
        encoded[0] = (byte)bytes.Length;
        Array.Copy(bytes, 0, encoded, 1, bytes.Length);
        Array.Copy(name, 0, encoded, 1 + bytes.Length, name.Length);
        return encoded;
    }

    /// <summary>Checks a name to its end, also where pointers lead, and skips it.</summary>
    /// <param name="message">Holds it.</param>
    /// <param name="offset">Its first byte.</param>
    /// <param name="end">The end of the message.</param>
    /// <returns>The offset after the name; -1 when it is not valid.</returns>
    public static int Skip(byte[] message, int offset, int end)
    {
        int size = 0;
        int after = -1;

        // A pointer leads before the place that the part before it began at, so it can make no loop.
        int limit = offset;
        while (offset < end)
        {
            int length = message[offset];
            if (length >= PointerMask)
            {
                int target = offset + 1 < end ? ((length & ~PointerMask) << 8) | message[offset + 1] : limit;
                if (target >= limit || target < MessageReader.HeaderSize)
                {
                    return -1;
                }

                after = after < 0 ? offset + 2 : after;
                limit = target;
                offset = target;
                continue;
            }

            offset += 1 + length;
            size += 1 + length;
            if (length > MaxLabelSize || size > MaxSize)
            {
                return -1;
            }

            if (length == 0)
            {
                return after < 0 ? offset : after;
            }
        }

        return -1;
    }

    /// <summary>Whether two valid names are the same; upper and lower case of ASCII letters are (RFC 6762 section 16).</summary>
    /// <param name="a">Holds the one.</param>
    /// <param name="aOffset">Its first byte.</param>
    /// <param name="b">Holds the other.</param>
    /// <param name="bOffset">Its first byte.</param>
    public static bool AreEqual(byte[] a, int aOffset, byte[] b, int bOffset)
    {
        return Compare(a, aOffset, b, bOffset, true) == 0;
    }

    /// <summary>Reads a label of a valid name as text.</summary>
    /// <param name="message">Holds the name.</param>
    /// <param name="offset">The label's offset; gets the next label's.</param>
    /// <returns>The text; <see langword="null"/> at the end of the name.</returns>
    public static string ReadLabel(byte[] message, ref int offset)
    {
        offset = Follow(message, offset);
        int length = message[offset];
        if (length == 0)
        {
            return null;
        }

        string label = Encoding.UTF8.GetString(message, offset + 1, length);
        offset += 1 + length;
        return label;
    }

    /// <summary>Compares two valid names by their bytes without compression.</summary>
    /// <returns>Less than 0, 0 or more.</returns>
    internal static int Compare(byte[] a, int aOffset, byte[] b, int bOffset, bool ignoresCase)
    {
        while (true)
        {
            aOffset = Follow(a, aOffset);
            bOffset = Follow(b, bOffset);
            int length = a[aOffset];
            int difference = length - b[bOffset];
            for (int i = 1; i <= length && difference == 0; i++)
            {
                difference = ignoresCase ? Lower(a[aOffset + i]) - Lower(b[bOffset + i]) : a[aOffset + i] - b[bOffset + i];
            }

            if (difference != 0 || length == 0)
            {
                return difference;
            }

            aOffset += 1 + length;
            bOffset += 1 + length;
        }
    }

    /// <summary>The offset of the label that a pointer leads to.</summary>
    private static int Follow(byte[] message, int offset)
    {
        while (message[offset] >= PointerMask)
        {
            offset = ((message[offset] & ~PointerMask) << 8) | message[offset + 1];
        }

        return offset;
    }

    private static int Lower(int c)
    {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }
}
