using System.Buffers.Binary;

namespace Sensorcast.Tests.Fuzz.Generators;

/// <summary>A client's frame with every field of its header free.</summary>
/// <param name="FirstByte">FIN, the reserved bits and the opcode.</param>
/// <param name="IsMasked">Whether the MASK bit is set and the key there.</param>
/// <param name="LengthForm">How the length is written: 0 in the shortest form, 126 or 127 in that form.</param>
/// <param name="ExtraLength">By how much the announced length exceeds the payload; negative when it is less.</param>
/// <param name="Key">The masking key.</param>
/// <param name="Payload">The payload, not masked yet.</param>
internal sealed record Frame(int FirstByte, bool IsMasked, int LengthForm, long ExtraLength, uint Key, byte[] Payload)
{
    internal static Frame Valid(int opcode, bool isFinal, uint key, byte[] payload) =>
        new(isFinal ? 0x80 | opcode : opcode, true, 0, 0, key, payload);

    internal void WriteTo(List<byte> stream)
    {
        long length = Payload.Length + ExtraLength;
        int form = LengthForm != 0 ? LengthForm : length is >= 0 and < 126 ? (int)length : length is >= 0 and < 65536 ? 126 : 127;
        Span<byte> field = stackalloc byte[8];
        stream.Add((byte)FirstByte);
        stream.Add((byte)(IsMasked ? form | 0x80 : form));
        BinaryPrimitives.WriteInt64BigEndian(field, length);
        stream.AddRange(form == 126 ? field[6..] : form == 127 ? field : default);
        if (!IsMasked)
        {
            stream.AddRange(Payload);
            return;
        }

        BinaryPrimitives.WriteUInt32BigEndian(field, Key);
        stream.AddRange(field[..4]);
        for (int i = 0; i < Payload.Length; i++)
        {
            stream.Add((byte)(Payload[i] ^ field[i % 4]));
        }
    }

    internal static byte[] Bytes(IEnumerable<Frame> frames)
    {
        List<byte> stream = [];
        foreach (Frame frame in frames)
        {
            frame.WriteTo(stream);
        }

        return [.. stream];
    }
}
