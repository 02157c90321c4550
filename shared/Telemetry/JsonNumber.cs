namespace Sensorcast.Telemetry;

/// <summary>Writes numbers of JSON (RFC 8259 section 6).</summary>
public static class JsonNumber
{
    /// <summary>Writes mantissa times ten to the power of the exponent, exactly and without rounding.</summary>
    /// <param name="buffer">Gets the number, at most 24 bytes.</param>
    /// <param name="position">The offset of its first byte.</param>
    /// <param name="mantissa">The mantissa, such as a reading.</param>
    /// <param name="exponent">The exponent, such as a channel's: -9 to 9.</param>
    /// <returns>The offset after its last byte.</returns>
    public static int Write(byte[] buffer, int position, long mantissa, int exponent)
    {
        if (mantissa < 0)
        {
            buffer[position++] = (byte)'-';
        }

        int decimals = exponent < 0 ? -exponent : 0;
        int digits = 1;
        for (long rest = mantissa / 10; rest != 0; rest /= 10)
        {
            digits++;
        }

        if (digits <= decimals)
        {
            digits = decimals + 1;
        }

        // From the last digit to the first; a remainder has the sign of the mantissa, so the lowest number of all works too.
        int end = position + digits + (decimals > 0 ? 1 : 0);
        for (int i = end - 1; i >= position; i--)
        {
            if (decimals > 0 && i == end - 1 - decimals)
            {
                buffer[i] = (byte)'.';
                continue;
            }

            int digit = (int)(mantissa % 10);
            buffer[i] = (byte)('0' + (digit < 0 ? -digit : digit));
            mantissa /= 10;
        }

        if (exponent > 0)
        {
            buffer[end++] = (byte)'e';
            buffer[end++] = (byte)('0' + exponent);
        }

        return end;
    }
}
