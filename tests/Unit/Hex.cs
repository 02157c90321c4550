namespace Sensorcast.Tests.Unit;

/// <summary>Bytes as text, so that a failed comparison shows them.</summary>
internal static class Hex
{
    private const string Digits = "0123456789abcdef";

    /// <summary>Reads "81 05 48": two digits a byte, white space where wanted.</summary>
    internal static byte[] Parse(string text)
    {
        byte[] bytes = new byte[text.Length];
        int count = 0;
        int high = -1;
        foreach (char c in text)
        {
            int digit = Digits.IndexOf(c);
            if (digit < 0)
            {
                continue;
            }

            if (high < 0)
            {
                high = digit;
            }
            else
            {
                bytes[count++] = (byte)((high << 4) | digit);
                high = -1;
            }
        }

        return Slice(bytes, 0, count);
    }

    internal static string Show(byte[] bytes)
    {
        return Show(bytes, 0, bytes.Length);
    }

    internal static string Show(byte[] bytes, int offset, int count)
    {
        char[] text = new char[count * 2];
        for (int i = 0; i < count; i++)
        {
            text[2 * i] = Digits[bytes[offset + i] >> 4];
            text[(2 * i) + 1] = Digits[bytes[offset + i] & 0x0F];
        }

        return new string(text);
    }

    internal static byte[] Slice(byte[] bytes, int offset, int count)
    {
        byte[] slice = new byte[count];
        System.Array.Copy(bytes, offset, slice, 0, count);
        return slice;
    }
}
