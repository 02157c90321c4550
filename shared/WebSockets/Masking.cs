namespace Sensorcast.WebSockets;

/// <summary>Masks and unmasks payloads, RFC 6455 section 5.3; both are the same operation.</summary>
public static class Masking
{
    /// <summary>Applies the masking key to bytes in place.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    /// <param name="count">How many bytes.</param>
    /// <param name="key">The masking key, its high byte for the first of the bytes.</param>
    /// <returns>The key turned so that its high byte is for the byte that follows these.</returns>
    public static uint Apply(byte[] buffer, int offset, int count, uint key)
    {
        int end = offset + count;
        if (count >= 8)
        {
            // Eight at a time: on the board a loop's own instructions cost as much as the work on two bytes.
            byte k0 = (byte)(key >> 24);
            byte k1 = (byte)(key >> 16);
            byte k2 = (byte)(key >> 8);
            byte k3 = (byte)key;
            int lastGroup = end - 8;
            do
            {
                buffer[offset] ^= k0;
                buffer[offset + 1] ^= k1;
                buffer[offset + 2] ^= k2;
                buffer[offset + 3] ^= k3;
                buffer[offset + 4] ^= k0;
                buffer[offset + 5] ^= k1;
                buffer[offset + 6] ^= k2;
                buffer[offset + 7] ^= k3;
                offset += 8;
            }
            while (offset <= lastGroup);
        }

        while (offset < end)
        {
            buffer[offset++] ^= (byte)(key >> 24);
            key = (key << 8) | (key >> 24);
        }

        return key;
    }
}
