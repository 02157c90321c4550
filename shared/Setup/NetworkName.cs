namespace Sensorcast.Setup;

/// <summary>The names of networks: 1 to 32 bytes, which need not be text.</summary>
public static class NetworkName
{
    /// <summary>The maximum size of a name in bytes.</summary>
    public const int MaxSize = 32;

    private const string Digits = "0123456789abcdef";

    /// <summary>Whether two names are the same.</summary>
    /// <param name="a">The one, or <see langword="null"/>.</param>
    /// <param name="b">The other, or <see langword="null"/>.</param>
    public static bool AreEqual(byte[] a, byte[] b)
    {
        if (a == null || b == null || a.Length != b.Length)
        {
            return a == b;
        }

        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name for the log: bytes that are no printable ASCII are written in hexadecimal digits.</summary>
    /// <param name="name">The name.</param>
    public static string Show(byte[] name)
    {
        string text = "'";
        foreach (byte next in name)
        {
            bool isPlain = next >= ' ' && next < 0x7F && next != '\'' && next != '\\';
            text += isPlain ? ((char)next).ToString() : "\\x" + Digits[next >> 4] + Digits[next & 0x0F];
        }

        return text + "'";
    }

    /// <summary>
    /// Reads a name that a form sends back: in hexadecimal digits, since a form has no other way to send bytes that are not text.
    /// </summary>
    /// <param name="text">The digits.</param>
    /// <returns>The name; <see langword="null"/> when they are not those of a name.</returns>
    internal static byte[] FromDigits(string text)
    {
        int size = text.Length / 2;
        if (size == 0 || size > MaxSize || text.Length % 2 != 0)
        {
            return null;
        }

        byte[] name = new byte[size];
        for (int i = 0; i < size; i++)
        {
            int high = Digits.IndexOf(text[2 * i]);
            int low = Digits.IndexOf(text[(2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return null;
            }

            name[i] = (byte)((high << 4) | low);
        }

        return name;
    }

    /// <summary>Whether a text consists of hexadecimal digits.</summary>
    internal static bool AreDigits(string text)
    {
        foreach (char c in text)
        {
            bool isDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!isDigit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A name as <see cref="FromDigits"/> reads it.</summary>
    internal static string ToDigits(byte[] name)
    {
        char[] digits = new char[2 * name.Length];
        for (int i = 0; i < name.Length; i++)
        {
            digits[2 * i] = Digits[name[i] >> 4];
            digits[(2 * i) + 1] = Digits[name[i] & 0x0F];
        }

        return new string(digits);
    }
}
