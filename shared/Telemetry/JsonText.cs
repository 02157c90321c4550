using System.Text;

namespace Sensorcast.Telemetry;

/// <summary>Writes strings of JSON (RFC 8259 section 7).</summary>
public static class JsonText
{
    /// <summary>The maximum number of bytes that a character becomes, as <c>\u001f</c>.</summary>
    public const int MaxCharacterSize = 6;

    private const byte FirstPrintable = 0x20;
    private const string HexDigits = "0123456789abcdef";

    /// <summary>Writes a string with its quotation marks.</summary>
    /// <param name="buffer">Gets the string.</param>
    /// <param name="position">The offset of its first byte.</param>
    /// <param name="text">The text.</param>
    /// <returns>The offset after its last byte.</returns>
    public static int Write(byte[] buffer, int position, string text)
    {
        buffer[position++] = (byte)'"';
        int count = Encoding.UTF8.GetBytes(text, 0, text.Length, buffer, position);
        int end = Escape(buffer, position, count);
        buffer[end] = (byte)'"';
        return end + 1;
    }

    /// <summary>How many bytes a string takes, with its quotation marks.</summary>
    internal static int Size(string text)
    {
        int size = 2;
        foreach (byte c in Encoding.UTF8.GetBytes(text))
        {
            size += EscapedSize(c);
        }

        return size;
    }

    /// <summary>Escapes in place what must be. From the end on, so that each byte moves once.</summary>
    private static int Escape(byte[] buffer, int start, int count)
    {
        int more = 0;
        for (int i = start; i < start + count; i++)
        {
            more += EscapedSize(buffer[i]) - 1;
        }

        int end = start + count + more;
        int to = end;
        for (int from = start + count - 1; more > 0; from--)
        {
            byte c = buffer[from];
            int size = EscapedSize(c);
            to -= size;
            more -= size - 1;
            if (size == 1)
            {
                buffer[to] = c;
                continue;
            }

            buffer[to] = (byte)'\\';
            buffer[to + 1] = c;
            if (size == MaxCharacterSize)
            {
                buffer[to + 1] = (byte)'u';
                buffer[to + 2] = (byte)'0';
                buffer[to + 3] = (byte)'0';
                buffer[to + 4] = (byte)HexDigits[c >> 4];
                buffer[to + 5] = (byte)HexDigits[c & 0xF];
            }
        }

        return end;
    }

    private static int EscapedSize(byte c)
    {
        return c == '"' || c == '\\' ? 2 : c < FirstPrintable ? MaxCharacterSize : 1;
    }
}
