using System.Buffers.Binary;
using System.Text;

namespace Sensorcast.Tests.ConformanceTests.Client;

/// <summary>Builds a client's frames (RFC 6455 section 5.2), the right ones and the wrong ones.</summary>
internal static class ClientFrame
{
    private const int MaxShortLength = 125;
    private const int MaskBit = 0x80;

    public static byte[] Build(Opcode opcode, ReadOnlySpan<byte> payload, bool fin = true, int rsv = 0)
    {
        byte[] frame = new byte[HeaderSize(payload.Length) + payload.Length];
        frame[0] = (byte)((fin ? 0x80 : 0) | (rsv << 4) | (int)opcode);
        int position = WriteLength(frame, payload.Length);

        // Any key will do, but not always the same.
        uint key = 0x37FA213D * (uint)((2 * payload.Length) + 1);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(position), key);
        ReadOnlySpan<byte> mask = frame.AsSpan(position, 4);
        Span<byte> masked = frame.AsSpan(position + 4);
        for (int i = 0; i < payload.Length; i++)
        {
            masked[i] = (byte)(payload[i] ^ mask[i & 3]);
        }

        return frame;
    }

    public static byte[] Build(Opcode opcode, string payload, bool fin = true, int rsv = 0) =>
        Build(opcode, Encoding.UTF8.GetBytes(payload), fin, rsv);

    public static byte[] Close(int code) => Close(code, []);

    public static byte[] Close(int code, ReadOnlySpan<byte> reason) => Build(Opcode.Close, [(byte)(code >> 8), (byte)code, .. reason]);

    /// <summary>A message as fragments of one size; the last has what is left.</summary>
    public static byte[] Fragments(Opcode opcode, ReadOnlySpan<byte> message, int size)
    {
        using var frames = new MemoryStream();
        for (int start = 0; start == 0 || start < message.Length; start += size)
        {
            ReadOnlySpan<byte> payload = message[start..Math.Min(start + size, message.Length)];
            frames.Write(Build(start == 0 ? opcode : Opcode.Continuation, payload, fin: start + size >= message.Length));
        }

        return frames.ToArray();
    }

    /// <summary>How many octets stand before the payload: two, the extended length and the mask.</summary>
    public static int HeaderSize(int payloadLength) => payloadLength switch
    {
        <= MaxShortLength => 2 + 4,
        <= ushort.MaxValue => 2 + 2 + 4,
        _ => 2 + 8 + 4,
    };

    private static int WriteLength(byte[] frame, int length)
    {
        switch (length)
        {
            case <= MaxShortLength:
                frame[1] = (byte)(MaskBit | length);
                return 2;
            case <= ushort.MaxValue:
                frame[1] = MaskBit | 126;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)length);
                return 2 + 2;
            default:
                frame[1] = MaskBit | 127;
                BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)length);
                return 2 + 8;
        }
    }
}
