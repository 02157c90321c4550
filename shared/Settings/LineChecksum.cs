namespace Sensorcast.Settings;

/// <summary>The checksum of a line, an <see cref="Sensorcast.Text.Fnv1a"/>, as it stands before the line.</summary>
internal static class LineChecksum
{
    /// <summary>How many hexadecimal digits it is written with.</summary>
    internal const int Length = 8;

    private const int BitsPerDigit = 4;

    internal static void Write(uint checksum, byte[] bytes, int offset)
    {
        for (int i = Length - 1; i >= 0; i--)
        {
            int digit = (int)(checksum & 0x0F);
            bytes[offset + i] = (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            checksum >>= BitsPerDigit;
        }
    }

    /// <summary>Whether a checksum is written at an offset, as <see cref="Write"/> does.</summary>
    internal static bool IsAt(uint checksum, byte[] bytes, int offset)
    {
        byte[] written = new byte[Length];
        Write(checksum, written, 0);
        for (int i = 0; i < Length; i++)
        {
            if (bytes[offset + i] != written[i])
            {
                return false;
            }
        }

        return true;
    }
}
