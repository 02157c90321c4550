using System;

namespace Sensorcast.Telemetry.Actuation;

/// <summary>Numbers of IEEE 754 with 16, 32 or 64 bits, as CBOR has them (RFC 8949 section 3.3).</summary>
internal static class BinaryFraction
{
    /// <summary>Reads a number.</summary>
    /// <param name="bits">Its bits.</param>
    /// <param name="exponentBits">The number of bits of its exponent.</param>
    /// <param name="fractionBits">The number of bits of its fraction.</param>
    /// <param name="value">Gets the number.</param>
    /// <returns><see langword="false"/> for an infinity, and for what is not a number.</returns>
    internal static bool TryRead(long bits, int exponentBits, int fractionBits, out double value)
    {
        int allOnes = (1 << exponentBits) - 1;
        int exponent = (int)(bits >> fractionBits) & allOnes;
        long fraction = bits & ((1L << fractionBits) - 1);
        bool isNegative = ((bits >> (exponentBits + fractionBits)) & 1) != 0;
        value = 0;
        if (exponent == allOnes)
        {
            return false;
        }

        if (exponent == 0)
        {
            // Without the leading one. In more than 16 bits that is smaller than any channel's step.
            const double Half = 1 << 24;
            value = fractionBits == 10 ? fraction / Half : 0;
        }
        else
        {
            long wideExponent = exponent - (allOnes / 2) + 1023;
            value = BitConverter.Int64BitsToDouble((wideExponent << 52) | (fraction << (52 - fractionBits)));
        }

        value = isNegative ? -value : value;
        return true;
    }
}
