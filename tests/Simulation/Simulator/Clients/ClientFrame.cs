using System.Buffers.Binary;

namespace Sensorcast.Simulator.Clients;

/// <summary>Frames as a client sends them.</summary>
internal static class ClientFrame
{
    public static byte[] Make(int opcode, ReadOnlySpan<byte> payload, Prng random, bool isFinal = true)
    {
        int length = payload.Length;
        int headerSize = length < 126 ? 2 : length < 0x10000 ? 4 : 10;
        byte[] frame = new byte[headerSize + 4 + length];
        frame[0] = (byte)((isFinal ? 0x80 : 0) | opcode);
        frame[1] = (byte)(0x80 | (headerSize == 2 ? length : headerSize == 4 ? 126 : 127));
        if (headerSize == 4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
        }
        else if (headerSize == 10)
        {
            BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)length);
        }

        uint key = (uint)random.Next();
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(headerSize), key);
        for (int i = 0; i < length; i++)
        {
            frame[headerSize + 4 + i] = (byte)(payload[i] ^ frame[headerSize + (i % 4)]);
        }

        return frame;
    }
}
