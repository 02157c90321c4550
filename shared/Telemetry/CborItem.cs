using System;
using System.Text;

namespace Sensorcast.Telemetry;

/// <summary>Writes the data items of CBOR (RFC 8949 section 3) that a SenML pack has, each in its shortest form.</summary>
internal static class CborItem
{
    internal const byte IndefiniteArray = 0x9F;
    internal const byte Break = 0xFF;
    internal const byte False = 0xF4;
    internal const byte True = 0xF5;

    /// <summary>What stands before an unsigned integer of two bytes.</summary>
    internal const byte Unsigned16 = 0x19;

    /// <summary>What stands before an unsigned integer of eight bytes.</summary>
    internal const byte Unsigned64 = 0x1B;

    /// <summary>The smallest argument of a head that does not fit into its first byte.</summary>
    private const int MinLongArgument = 24;

    // How many bytes the argument has that follows (RFC 8949 section 3).
    private const int Size1 = 24;
    private const int Size2 = 25;
    private const int Size4 = 26;
    private const int Size8 = 27;

    private const int Negative = 0x20;
    private const int TextString = 0x60;
    private const int ArrayType = 0x80;
    internal const int Map = 0xA0;
    private const byte DecimalFraction = 0xC4; // tag 4, RFC 8949 section 3.4.4

    internal static int WriteArray(byte[] buffer, int position, int count)
    {
        return WriteHead(buffer, position, ArrayType, count);
    }

    internal static int WriteMap(byte[] buffer, int position, int count)
    {
        return WriteHead(buffer, position, Map, count);
    }

    /// <summary>Writes a text of at most 255 bytes in UTF-8.</summary>
    internal static int WriteText(byte[] buffer, int position, string text)
    {
        // How long it is in bytes is known when it is there; a head of one byte is rarely too short.
        int count = Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, position + 1);
        if (count >= MinLongArgument)
        {
            Array.Copy(buffer, position + 1, buffer, position + 2, count);
        }

        return WriteHead(buffer, position, TextString, count) + count;
    }

    internal static int WriteInteger(byte[] buffer, int position, long value)
    {
        return value >= 0 ? WriteHead(buffer, position, 0, value) : WriteHead(buffer, position, Negative, ~value);
    }

    /// <summary>Writes mantissa times ten to the power of the exponent, exactly.</summary>
    internal static int WriteDecimal(byte[] buffer, int position, long mantissa, int exponent)
    {
        return WriteInteger(buffer, WriteDecimalStart(buffer, position, exponent), mantissa);
    }

    /// <summary>Writes what stands before the mantissa of a decimal fraction: nothing when a plain integer does.</summary>
    internal static int WriteDecimalStart(byte[] buffer, int position, int exponent)
    {
        if (exponent == 0)
        {
            return position;
        }

        buffer[position] = DecimalFraction;
        position = WriteArray(buffer, position + 1, 2);
        return WriteInteger(buffer, position, exponent);
    }

    private static int WriteHead(byte[] buffer, int position, int majorType, long argument)
    {
        if (argument < MinLongArgument)
        {
            buffer[position] = (byte)(majorType | (int)argument);
            return position + 1;
        }

        // Written out: a loop takes the board twice as long.
        int low = (int)argument;
        if (argument <= 0xFF)
        {
            buffer[position] = (byte)(majorType | Size1);
            buffer[position + 1] = (byte)low;
            return position + 2;
        }

        if (argument <= 0xFFFF)
        {
            buffer[position] = (byte)(majorType | Size2);
            buffer[position + 1] = (byte)(low >> 8);
            buffer[position + 2] = (byte)low;
            return position + 3;
        }

        if (argument <= 0xFFFFFFFF)
        {
            buffer[position] = (byte)(majorType | Size4);
            return Write32Bits(buffer, position + 1, low);
        }

        buffer[position] = (byte)(majorType | Size8);
        return Write64Bits(buffer, position + 1, argument);
    }

    /// <summary>Writes the argument of <see cref="Unsigned64"/>.</summary>
    internal static int Write64Bits(byte[] buffer, int position, long value)
    {
        return Write32Bits(buffer, Write32Bits(buffer, position, (int)(value >> 32)), (int)value);
    }

    private static int Write32Bits(byte[] buffer, int position, int value)
    {
        buffer[position] = (byte)(value >> 24);
        buffer[position + 1] = (byte)(value >> 16);
        buffer[position + 2] = (byte)(value >> 8);
        buffer[position + 3] = (byte)value;
        return position + 4;
    }
}
