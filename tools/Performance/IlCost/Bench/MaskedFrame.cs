using System.Buffers.Binary;

namespace Sensorcast.IlCost.Bench;

/// <summary>Makes a client's frames.</summary>
internal static class MaskedFrame
{
    internal const byte FinalText = 0x81;
    internal const byte FinalBinary = 0x82;
    internal const byte FinalClose = 0x88;
    internal const byte FinalPing = 0x89;

    private const int MaskBit = 0x80;
    private const int Length16 = 126;

    /// <summary>A frame with a payload of up to 65,535 bytes.</summary>
    internal static byte[] Make(byte first, byte[] payload)
    {
        byte[] header = [first, (byte)(MaskBit | payload.Length)];
        if (payload.Length >= Length16)
        {
            header = [first, MaskBit | Length16, 0, 0];
            BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)payload.Length);
        }

        byte[] key = [0x37, 0xFA, 0x21, 0x3D];
        return [.. header, .. key, .. payload.Select((value, i) => (byte)(value ^ key[i % key.Length]))];
    }
}
