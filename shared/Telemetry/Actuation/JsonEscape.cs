using Sensorcast.Text;

namespace Sensorcast.Telemetry.Actuation;

/// <summary>Unescapes characters of JSON strings (RFC 8259 section 7) in place: in UTF-8 they are never longer.</summary>
internal static class JsonEscape
{
    /// <summary>Stands for half of a surrogate pair: no UTF-8 has it.</summary>
    private const byte NoUtf8 = 0xFF;

    // UTF-16 (RFC 2781 section 2.1).
    private const int FirstSurrogate = 0xD800;
    private const int FirstSecond = 0xDC00;
    private const int LastSurrogate = 0xDFFF;
    private const int FirstOfPairs = 0x10000;

    /// <summary>Reads what follows a backslash, and writes the character in UTF-8.</summary>
    /// <param name="buffer">Holds the string.</param>
    /// <param name="position">The offset after the backslash; moved on.</param>
    /// <param name="limit">The offset after the last byte that there is.</param>
    /// <param name="end">Where the character goes, before the position; moved on.</param>
    /// <returns>Whether it is an escaped character.</returns>
    internal static bool TryRead(byte[] buffer, ref int position, int limit, ref int end)
    {
        byte character = position < limit ? buffer[position++] : (byte)0;
        switch (character)
        {
            case (byte)'"':
            case (byte)'\\':
            case (byte)'/':
                break;
            case (byte)'b':
                character = 0x08;
                break;
            case (byte)'f':
                character = 0x0C;
                break;
            case (byte)'n':
                character = 0x0A;
                break;
            case (byte)'r':
                character = 0x0D;
                break;
            case (byte)'t':
                character = 0x09;
                break;
            default:
                return character == 'u' && TryReadCodeUnits(buffer, ref position, limit, ref end);
        }

        buffer[end++] = character;
        return true;
    }

    /// <summary>Reads a code unit, and a second one that makes a pair with it. Half of a pair becomes a byte that no UTF-8 has.</summary>
    private static bool TryReadCodeUnits(byte[] buffer, ref int position, int limit, ref int end)
    {
        if (!TryReadCodeUnit(buffer, ref position, limit, out int code))
        {
            return false;
        }

        if (code < FirstSurrogate || code > LastSurrogate)
        {
            WriteCharacter(buffer, code, ref end);
            return true;
        }

        int second = 0;
        bool isPair = code < FirstSecond && position + 1 < limit && buffer[position] == '\\' && buffer[position + 1] == 'u';
        if (isPair)
        {
            int start = position;
            position += 2;
            if (!TryReadCodeUnit(buffer, ref position, limit, out second))
            {
                return false;
            }

            isPair = second >= FirstSecond && second <= LastSurrogate;
            position = isPair ? position : start;
        }

        if (!isPair)
        {
            buffer[end++] = NoUtf8;
            return true;
        }

        WriteCharacter(buffer, FirstOfPairs + ((code - FirstSurrogate) << 10) + second - FirstSecond, ref end);
        return true;
    }

    private static bool TryReadCodeUnit(byte[] buffer, ref int position, int limit, out int code)
    {
        code = 0;
        for (int i = 0; i < 4; i++)
        {
            int digit = position < limit ? Characters.HexValue(buffer[position++]) : Characters.NoHexDigit;
            if (digit < 0)
            {
                return false;
            }

            code = (code << 4) | digit;
        }

        return true;
    }

    /// <summary>Writes a character in UTF-8 (RFC 3629 section 3).</summary>
    private static void WriteCharacter(byte[] buffer, int code, ref int end)
    {
        if (code < 0x80)
        {
            buffer[end++] = (byte)code;
            return;
        }

        if (code < 0x800)
        {
            buffer[end++] = (byte)(0xC0 | (code >> 6));
        }
        else
        {
            if (code < FirstOfPairs)
            {
                buffer[end++] = (byte)(0xE0 | (code >> 12));
            }
            else
            {
                buffer[end++] = (byte)(0xF0 | (code >> 18));
                buffer[end++] = (byte)(0x80 | ((code >> 12) & 0x3F));
            }

            buffer[end++] = (byte)(0x80 | ((code >> 6) & 0x3F));
        }

        buffer[end++] = (byte)(0x80 | (code & 0x3F));
    }
}
