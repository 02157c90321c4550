namespace Sensorcast.Settings;

/// <summary>The checksum of a line, FNV-1a with 32 bits: no table, and a change within one byte always shows.</summary>
internal static class LineChecksum
{
    /// <summary>How many hexadecimal digits it is written with.</summary>
    internal const int Length = 8;

    /// <summary>The checksum of nothing.</summary>
    internal const uint Start = 2166136261;

    private const uint Factor = 16777619;
    private const int BitsPerDigit = 4;

    /// <summary>Continues a checksum.</summary>
    /// <param name="checksum">That of what comes before.</param>
    /// <param name="bytes">Holds what it goes on with.</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="count">How many bytes.</param>
    internal static uint Append(uint checksum, byte[] bytes, int offset, int count)
    {
        for (int i = offset; i < offset + count; i++)
        {
            checksum = (checksum ^ bytes[i]) * Factor;
        }

        return checksum;
    }

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
