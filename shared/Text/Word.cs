using System;
using System.Text;

namespace Sensorcast.Text;

/// <summary>A word, of a <see cref="TokenTable"/> or by itself, made ready to be compared eight bytes at a time.</summary>
internal sealed class Word
{
    internal readonly int Index;
    internal readonly int Length;

    /// <summary>Another word of the table that is to be tried when it is not this one, or <see langword="null"/>.</summary>
    internal readonly Word Next;

    private const int GroupSize = 8;
    private const long CaseBit = 0x20;

    // A word's first byte is a group's lowest, as BitConverter has it on every board.
    private readonly long[] _groups;

    // Which bits of a group count: those of bytes behind the word do not, nor, in the second one, does what tells A from a.
    private readonly long[] _bits;
    private readonly long[] _caselessBits;

    /// <summary>Makes one by itself.</summary>
    /// <param name="word">ASCII.</param>
    internal Word(string word)
        : this(Encoding.UTF8.GetBytes(word), 0, null)
    {
    }

    /// <summary>Makes one of a table.</summary>
    internal Word(byte[] bytes, int index, Word next)
    {
        Index = index;
        Length = bytes.Length;
        Next = next;
        int count = (Length + GroupSize - 1) / GroupSize;
        _groups = new long[count];
        _bits = new long[count];
        _caselessBits = new long[count];
        for (int i = 0; i < Length; i++)
        {
            int group = i / GroupSize;
            int shift = i % GroupSize * 8;
            bool isLetter = bytes[i] >= 'a' && bytes[i] <= 'z';
            _groups[group] |= (long)bytes[i] << shift;
            _bits[group] |= 0xFFL << shift;
            _caselessBits[group] |= (isLetter ? 0xFF - CaseBit : 0xFF) << shift;
        }
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

    /// <summary>The same where the buffer ends too soon for whole groups.</summary>
    private bool IsAtEnd(byte[] buffer, int offset, bool ignoresCase)
    {
        long[] bits = ignoresCase ? _caselessBits : _bits;
        for (int i = 0; i < Length; i++)
        {
            int group = i / GroupSize;
            int shift = i % GroupSize * 8;
            if (((buffer[offset + i] ^ (_groups[group] >> shift)) & (bits[group] >> shift) & 0xFF) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
