using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>Percent-encoding (RFC 3986 section 2.1).</summary>
internal static class PercentEncoding
{
    /// <summary>Decodes in place, since what is decoded only becomes shorter.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The offset of the first one.</param>
    /// <param name="count">How many.</param>
    /// <returns>How many bytes there are now, or -1: a percent sign is not followed by two hexadecimal digits.</returns>
    internal static int Decode(byte[] buffer, int offset, int count)
    {
        int end = offset + count;
        int to = offset;
        for (int from = offset; from < end; from++)
        {
            byte next = buffer[from];
            if (next == '%')
            {
                int high = from + 2 < end ? Characters.HexValue(buffer[from + 1]) : Characters.NoHexDigit;
                int low = from + 2 < end ? Characters.HexValue(buffer[from + 2]) : Characters.NoHexDigit;
                if (high < 0 || low < 0)
                {
                    return -1;
                }

                next = (byte)((high << 4) | low);
                from += 2;
            }

            buffer[to++] = next;
        }

        return to - offset;
    }
}
