using System.Text;

namespace Sensorcast.Text;

/// <summary>A fixed set of words, found by their bytes. Finding one allocates nothing.</summary>
public sealed class TokenTable
{
    /// <summary>What <see cref="Find"/> returns for a word that is not in the table.</summary>
    public const int NotFound = -1;

    private const int FewWords = 8;

    // By these bits of its first byte a word is looked up: they tell letters apart, and not their case. A few words are all tried instead.
    private readonly int _firstBits;
    private readonly Word[] _byFirst;

    /// <summary>Makes a table.</summary>
    /// <param name="words">ASCII words; the place of each is its index. An empty one is never found.</param>
    public TokenTable(params string[] words)
    {
        _firstBits = words.Length > FewWords ? 0x1F : 0;
        _byFirst = new Word[_firstBits + 1];
        for (int i = words.Length - 1; i >= 0; i--)
        {
            byte[] word = Encoding.UTF8.GetBytes(words[i]);
            if (word.Length > 0)
            {
                int first = word[0] & _firstBits;
                _byFirst[first] = new Word(word, i, _byFirst[first]);
            }
        }
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
    /// <returns>The index of the word, which the table has in lower case, or <see cref="NotFound"/>.</returns>
    public int FindIgnoringCase(byte[] buffer, int offset, int length)
    {
        return FindWord(buffer, offset, length, true);
    }

    /// <summary>Finds the word that begins at a place and that a byte ends which is in no word.</summary>
    /// <param name="delimiter">The byte.</param>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="end">The place behind the last byte that may be looked at.</param>
    /// <param name="ignoresCase">As <see cref="Word.IsAt"/> takes it.</param>
    /// <returns>The word, or <see langword="null"/>: the table does not have it, or it is not whole.</returns>
    internal Word FindBefore(int delimiter, byte[] buffer, int offset, int end, bool ignoresCase)
    {
        Word word = _byFirst[buffer[offset] & _firstBits];
        while (word != null)
        {
            int wordEnd = offset + word.Length;
            if (wordEnd < end && buffer[wordEnd] == delimiter && word.IsAt(buffer, offset, ignoresCase))
            {
                return word;
            }

            word = word.Next;
        }

        return null;
    }

    private int FindWord(byte[] buffer, int offset, int length, bool ignoresCase)
    {
        if (length == 0)
        {
            return NotFound;
        }

        Word word = _byFirst[buffer[offset] & _firstBits];
        while (word != null)
        {
            if (word.Length == length && word.IsAt(buffer, offset, ignoresCase))
            {
                return word.Index;
            }

            word = word.Next;
        }

        return NotFound;
    }
}
