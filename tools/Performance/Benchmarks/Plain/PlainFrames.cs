using System.Buffers.Binary;

namespace Sensorcast.Benchmarks.Plain;

/// <summary>A straightforward implementation of frames: RFC 6455 section 5.2, correct, a byte at a time, for one whole frame.</summary>
internal static class PlainFrames
{
    /// <summary>The longest header of a client's frame.</summary>
    public const int MaxHeaderSize = 14;

    private const byte FinalBinary = 0x82;
    private const byte MaskBit = 0x80;
    private const byte Length16 = 126;
    private const byte Length64 = 127;
    private const int KeySize = 4;

    /// <summary>Writes a server's frame.</summary>
    /// <returns>Its size.</returns>
    public static int Write(byte[] payload, byte[] frame)
    {
        int position = WriteHeader(frame, payload.Length, mask: 0);
        for (int i = 0; i < payload.Length; i++)
        {
            frame[position++] = payload[i];
        }

        return position;
    }

    /// <summary>Makes a client's frame.</summary>
    public static byte[] MakeMasked(byte[] payload)
    {
        byte[] key = [0x37, 0xFA, 0x21, 0x3D];
        byte[] header = new byte[MaxHeaderSize];
        int size = WriteHeader(header, payload.Length, MaskBit);
        byte[] masked = [.. payload];
        Unmask(masked, masked.Length, key);
        return [.. header.AsSpan(0, size), .. key, .. masked];
    }

    /// <summary>Reads one whole frame of a client.</summary>
    /// <param name="stream">Where it comes from.</param>
    /// <param name="payload">Gets the unmasked payload.</param>
    /// <returns>The payload's length.</returns>
    public static int Read(Stream stream, byte[] payload)
    {
        byte[] header = new byte[MaxHeaderSize];
        stream.ReadExactly(header, 0, 2);
        int length = header[1] & ~MaskBit;
        if (length == Length16)
        {
            stream.ReadExactly(header, 0, 2);
            length = BinaryPrimitives.ReadUInt16BigEndian(header);
        }
        else if (length == Length64)
        {
            stream.ReadExactly(header, 0, 8);
            length = (int)BinaryPrimitives.ReadUInt64BigEndian(header);
        }

        byte[] key = new byte[KeySize];
        stream.ReadExactly(key);
        stream.ReadExactly(payload, 0, length);
        Unmask(payload, length, key);
        return length;
    }

    /// <summary>Unmasks bytes in place (RFC 6455 section 5.3).</summary>
    public static void Unmask(byte[] payload, int length, byte[] key)
    {
        for (int i = 0; i < length; i++)
        {
            payload[i] ^= key[i % KeySize];
        }
    }

    private static int WriteHeader(byte[] frame, int length, byte mask)
    {
        frame[0] = FinalBinary;
        if (length < Length16)
        {
            frame[1] = (byte)(mask | length);
            return 2;
        }

        if (length <= ushort.MaxValue)
        {
            frame[1] = (byte)(mask | Length16);
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
            return 4;
        }

        frame[1] = (byte)(mask | Length64);
        BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)length);
        return 10;
    }
}
