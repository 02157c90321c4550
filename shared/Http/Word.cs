using System;

namespace Sensorcast.Http;

/// <summary>One word of a <see cref="TokenTable"/>, made ready to be compared eight bytes at a time.</summary>
internal sealed class Word
{
    internal readonly int Index;
    internal readonly int Length;

    /// <summary>Another word of the table that may begin with the same byte.</summary>
    internal readonly Word Next;

    private const int GroupSize = 8;
    private const byte CaseBit = 0x20;

    private readonly byte[] _bytes;
    private readonly long[] _groups;

    // Which bits of a group count: those of bytes behind the word do not, nor, in the second one, does what tells A from a.
    private readonly long[] _bits;
    private readonly long[] _caselessBits;

    internal Word(byte[] bytes, int index, Word next)
    {
        Index = index;
        Length = bytes.Length;
        Next = next;
        _bytes = bytes;
        int size = (bytes.Length + GroupSize - 1) / GroupSize * GroupSize;
        byte[] padded = new byte[size];
        byte[] bits = new byte[size];
        byte[] caselessBits = new byte[size];
        for (int i = 0; i < bytes.Length; i++)
        {
            padded[i] = bytes[i];
            bits[i] = 0xFF;
            caselessBits[i] = (byte)(IsLetter(bytes[i]) ? 0xFF - CaseBit : 0xFF);
        }

        _groups = ToGroups(padded);
        _bits = ToGroups(bits);
        _caselessBits = ToGroups(caselessBits);
    }

    /// <summary>Whether the word is at a place of a buffer that goes on at least as long as the word.</summary>
    /// <param name="buffer">Holds the place.</param>
    /// <param name="offset">The place.</param>
    /// <param name="ignoresCase">Whether upper and lower case are the same. The word must be in lower case then.</param>
    internal bool IsAt(byte[] buffer, int offset, bool ignoresCase)
    {
        long[] groups = _groups;
        if (offset + (groups.Length * GroupSize) > buffer.Length)
        {
            return IsAtEnd(buffer, offset, ignoresCase);
        }

        // One call for eight bytes takes the board less than eight reads of an element.
        long[] bits = ignoresCase ? _caselessBits : _bits;
        for (int i = 0; i < groups.Length; i++)
        {
            if (((BitConverter.ToInt64(buffer, offset) ^ groups[i]) & bits[i]) != 0)
            {
                return false;
            }

            offset += GroupSize;
        }

        return true;
    }

    private static bool IsLetter(byte next)
    {
        return next >= 'a' && next <= 'z';
    }

    private static long[] ToGroups(byte[] bytes)
    {
        long[] groups = new long[bytes.Length / GroupSize];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = BitConverter.ToInt64(bytes, i * GroupSize);
        }

        return groups;
    }

    /// <summary>The same where the buffer ends too soon for whole groups.</summary>
    private bool IsAtEnd(byte[] buffer, int offset, bool ignoresCase)
    {
        for (int i = 0; i < Length; i++)
        {
            byte next = buffer[offset + i];
            if (_bytes[i] != (ignoresCase ? Characters.ToLower[next] : next))
            {
                return false;
            }
        }

        return true;
    }
}
