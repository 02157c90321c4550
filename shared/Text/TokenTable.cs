using System;
using System.Text;

namespace Sensorcast.Text;

/// <summary>A fixed set of words, found by their bytes. Finding one allocates nothing.</summary>
public sealed class TokenTable
{
    /// <summary>What <see cref="Find"/> returns for a word that is not in the table.</summary>
    public const int NotFound = -1;

    private const int MaxByte = 255;
    private const int MaxWordLength = MaxByte - EntryHead;

    // Many words are looked up by these bits of their first byte: they distinguish letters, and not their case. A few are all tried.
    private const int FirstBits = 0x1F;
    private const int FewWords = 8;

    // An entry has its word's length, the distance to the next entry that is to be tried, or 0, the word's index, and its bytes.
    private const int NextOffset = 1;
    private const int IndexOffset = 2;
    private const int EntryHead = 3;

    // One array, since an object and arrays for each word take the board 200 bytes of heap a word. First the bits that count of a first
    // byte, then for each value of these bits the offset of the first entry that is to be tried, or 0, then the entries.
    private readonly byte[] _table;

    /// <summary>Makes a table.</summary>
    /// <param name="words">Up to 256 ASCII words of up to 252 bytes; the place of each is its index. An empty one is never found.</param>
    /// <exception cref="ArgumentException">There are too many words, or one is too long.</exception>
    public TokenTable(params string[] words)
    {
        int size = 1;
        foreach (string word in words)
        {
            size += EntryHead + Encoding.UTF8.GetBytes(word).Length;
        }

        // Offsets have one byte.
        bool isLookedUp = words.Length > FewWords && size + FirstBits + 1 <= MaxByte;
        int firstBits = isLookedUp ? FirstBits : 0;
        _table = new byte[size + firstBits + 1];
        _table[0] = (byte)firstBits;
        Fill(words, firstBits);
    }

    /// <summary>Finds a word; upper and lower case differ.</summary>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="length">The word's length in bytes.</param>
    /// <returns>The word's index, or <see cref="NotFound"/>.</returns>
    public int Find(byte[] buffer, int offset, int length)
    {
        return FindWord(buffer, offset, length, false);
    }

    /// <summary>Finds a word; upper and lower case are the same.</summary>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="length">The word's length in bytes.</param>
    /// <returns>The word's index, or <see cref="NotFound"/>.</returns>
    public int FindIgnoringCase(byte[] buffer, int offset, int length)
    {
        return FindWord(buffer, offset, length, true);
    }

    /// <summary>Finds the word that begins at an offset and that a byte ends which is in no word.</summary>
    /// <param name="delimiter">The byte.</param>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="end">The end of the bytes that may be looked at.</param>
    /// <param name="ignoresCase">Whether upper and lower case are the same.</param>
    /// <param name="wordEnd">The offset of the delimiter, if the word is found.</param>
    /// <returns>The word's index, or <see cref="NotFound"/>: the table does not have it, or it is not whole.</returns>
    internal int FindBefore(int delimiter, byte[] buffer, int offset, int end, bool ignoresCase, out int wordEnd)
    {
        byte[] table = _table;
        int entry = table[1 + (buffer[offset] & table[0])];
        for (int distance = entry; distance != 0; entry += distance)
        {
            int length = table[entry];
            int last = offset + length;
            if (last < end && buffer[last] == delimiter
                && AsciiText.AreEqual(table, entry + EntryHead, buffer, offset, length, ignoresCase))
            {
                wordEnd = last;
                return table[entry + IndexOffset];
            }

            distance = table[entry + NextOffset];
        }

        wordEnd = offset;
        return NotFound;
    }

    private int FindWord(byte[] buffer, int offset, int length, bool ignoresCase)
    {
        if (length == 0)
        {
            return NotFound;
        }

        byte[] table = _table;
        int entry = table[1 + (buffer[offset] & table[0])];
        for (int distance = entry; distance != 0; entry += distance)
        {
            if (table[entry] == length && AsciiText.AreEqual(table, entry + EntryHead, buffer, offset, length, ignoresCase))
            {
                return table[entry + IndexOffset];
            }

            distance = table[entry + NextOffset];
        }

        return NotFound;
    }

    private void Fill(string[] words, int firstBits)
    {
        // The last entry so far of each chain.
        int[] lastEntries = new int[firstBits + 1];
        int entry = firstBits + 2;
        for (int i = 0; i < words.Length; i++)
        {
            byte[] word = Encoding.UTF8.GetBytes(words[i]);
            if (word.Length == 0)
            {
                continue;
            }

            if (word.Length > MaxWordLength || i > MaxByte)
            {
                throw new ArgumentException("A table has at most 256 words of 252 bytes: " + words[i]);
            }

            int chain = word[0] & firstBits;
            int last = lastEntries[chain];
            _table[last == 0 ? 1 + chain : last + NextOffset] = (byte)(entry - last);
            lastEntries[chain] = entry;
            _table[entry + IndexOffset] = (byte)i;
            _table[entry] = (byte)word.Length;
            Array.Copy(word, 0, _table, entry + EntryHead, word.Length);
            entry += EntryHead + word.Length;
        }
    }
}
