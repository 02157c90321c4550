using Sensorcast.WebSockets;

namespace Sensorcast.Tests.Unit;

/// <summary>
/// A binary message of one frame and any length, made, masked and compared piece by piece: a board has no room for 64 KiB at once.
/// </summary>
internal sealed class LongMessage
{
    private static readonly byte[] Mask = { 0x37, 0xFA, 0x21, 0x3D };

    private readonly FrameReader _reader = new FrameReader(long.MaxValue);
    private readonly FrameState _state = new FrameState();
    private readonly byte[] _header;
    private readonly int _length;
    private int _reported;

    private LongMessage(string header, int length)
    {
        _header = Hex.Parse(header);
        _length = length;
        _state.Reset();
    }

    /// <summary>
    /// Feeds the message in chunks of a size, and checks that the reader reports its bytes, its first piece and its last.
    /// </summary>
    /// <param name="header">The frame's header without the mask.</param>
    /// <param name="length">The length of the payload.</param>
    /// <param name="size">The size of a chunk.</param>
    internal static void Check(string header, int length, int size)
    {
        LongMessage message = new LongMessage(header, length);
        int total = message._header.Length + Mask.Length + length;
        byte[] chunk = new byte[size];
        for (int offset = 0; offset < total; offset += size)
        {
            int count = total - offset < size ? total - offset : size;
            for (int i = 0; i < count; i++)
            {
                chunk[i] = message.ByteAt(offset + i);
            }

            message.Feed(chunk, count);
        }

        Assert.AreEqual(length, message._reported);
    }

    private static byte PayloadAt(int index)
    {
        return (byte)((index * 31) + (index >> 8));
    }

    /// <summary>A byte of the frame.</summary>
    private byte ByteAt(int index)
    {
        if (index < _header.Length)
        {
            return _header[index];
        }

        index -= _header.Length;
        if (index < Mask.Length)
        {
            return Mask[index];
        }

        index -= Mask.Length;
        return (byte)(PayloadAt(index) ^ Mask[index % Mask.Length]);
    }

    private void Feed(byte[] chunk, int count)
    {
        int position = 0;
        while (position < count)
        {
            position += _reader.Read(_state, chunk, position, count - position);
            if (_reader.Event == FrameEvent.Data)
            {
                Take(chunk);
            }
            else
            {
                Assert.IsTrue(_reader.Event == FrameEvent.None, "Something else than data");
            }
        }
    }

    private void Take(byte[] chunk)
    {
        Assert.IsTrue(_reader.MessageOpcode == Opcode.Binary);
        Assert.AreEqual(_reported == 0, _reader.PieceIsFirst);
        for (int i = 0; i < _reader.PieceLength; i++)
        {
            if (chunk[_reader.PieceOffset + i] != PayloadAt(_reported + i))
            {
                Assert.AreEqual(-1, _reported + i, "The byte at this offset is wrong");
            }
        }

        _reported += _reader.PieceLength;
        Assert.AreEqual(_reported == _length, _reader.PieceIsFinal);
    }
}
