using System.Buffers.Binary;

namespace Sensorcast.Simulator.Checks;

/// <summary>A frame of a server's, decoded as strictly as RFC 6455 lets a client.</summary>
internal readonly ref struct ServerFrame
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    private ServerFrame(int opcode, bool isFinal, ReadOnlySpan<byte> payload, int size)
    {
        Opcode = opcode;
        IsFinal = isFinal;
        Payload = payload;
        Size = size;
    }

    public int Opcode { get; }

    public bool IsFinal { get; }

    public bool IsControl => Opcode >= Close;

    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>How many bytes the frame has.</summary>
    public int Size { get; }

    /// <summary>Reads the frame that the bytes begin with.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> bytes, out ServerFrame frame)
    {
        frame = default;
        if (bytes.Length < 2)
        {
            return "a torn header";
        }

        int first = bytes[0];
        int opcode = first & 0x0F;
        int shortLength = bytes[1] & 0x7F;
        int headerSize = shortLength switch { 126 => 4, 127 => 10, _ => 2 };
        bool isFinal = (first & 0x80) != 0;
        if ((first & 0x70) != 0 || opcode is (> 2 and < 8) or > 10)
        {
            return "a reserved bit or opcode";
        }

        if ((bytes[1] & 0x80) != 0)
        {
            return "a masked frame";
        }

        if (opcode >= Close && (!isFinal || shortLength > 125))
        {
            return "a control frame that is too long or fragmented";
        }

        if (bytes.Length < headerSize)
        {
            return "a torn header";
        }

        ulong length = shortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => (ulong)shortLength,
        };
        if ((shortLength == 126 && length < 126) || (shortLength == 127 && length < 0x10000))
        {
            return "a length that is not in its shortest form";
        }

        if (length > (ulong)(bytes.Length - headerSize))
        {
            return "a torn frame";
        }

        int size = headerSize + (int)length;
        frame = new ServerFrame(opcode, isFinal, bytes[headerSize..size], size);
        return null;
    }
}
