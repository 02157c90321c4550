using System.Text;

namespace Sensorcast.Http;

/// <summary>A fixed set of words, found by their bytes. Finding one allocates nothing.</summary>
public sealed class TokenTable
{
    /// <summary>What <see cref="Find"/> returns for a word that is not in the table.</summary>
    public const int NotFound = -1;

    // Indexed by length first: most words that a request brings have a length of which the table has none or one.
    private readonly byte[][][] _wordsByLength;
    private readonly int[][] _indexesByLength;

    /// <summary>Makes a table.</summary>
    /// <param name="words">ASCII words; the place of each is its index.</param>
    public TokenTable(params string[] words)
    {
        int longest = 0;
        foreach (string word in words)
        {
            if (word.Length > longest)
            {
                longest = word.Length;
            }
        }

        _wordsByLength = new byte[longest + 1][][];
        _indexesByLength = new int[longest + 1][];
        for (int length = 0; length <= longest; length++)
        {
            FillLength(words, length);
        }
    }

    /// <summary>Finds a word; upper and lower case differ.</summary>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="length">The word's length in bytes.</param>
    /// <returns>The word's index, or <see cref="NotFound"/>.</returns>
    public int Find(byte[] buffer, int offset, int length)
    {
        if (length >= _wordsByLength.Length)
        {
            return NotFound;
        }

        byte[][] words = _wordsByLength[length];
        for (int i = 0; i < words.Length; i++)
        {
            byte[] word = words[i];
            int matched = 0;
            while (matched < length && word[matched] == buffer[offset + matched])
            {
                matched++;
            }

            if (matched == length)
            {
                return _indexesByLength[length][i];
            }
        }

        return NotFound;
    }

    /// <summary>Finds a word; upper and lower case are the same.</summary>
    /// <param name="buffer">Holds the word.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="length">The word's length in bytes.</param>
    /// <returns>The index of the word, which the table has in lower case, or <see cref="NotFound"/>.</returns>
    public int FindIgnoringCase(byte[] buffer, int offset, int length)
    {
        if (length >= _wordsByLength.Length)
        {
            return NotFound;
        }

        byte[] toLower = Characters.ToLower;
        byte[][] words = _wordsByLength[length];
        for (int i = 0; i < words.Length; i++)
        {
            byte[] word = words[i];
            int matched = 0;
            while (matched < length && word[matched] == toLower[buffer[offset + matched]])
            {
                matched++;
            }

            if (matched == length)
            {
                return _indexesByLength[length][i];
            }
        }

        return NotFound;
    }

    private void FillLength(string[] words, int length)
    {
        int count = 0;
        foreach (string word in words)
        {
            if (word.Length == length)
            {
                count++;
            }
        }

        _wordsByLength[length] = new byte[count][];
        _indexesByLength[length] = new int[count];
        for (int i = words.Length - 1; i >= 0; i--)
        {
            if (words[i].Length == length)
            {
                count--;
                _wordsByLength[length][count] = Encoding.UTF8.GetBytes(words[i]);
                _indexesByLength[length][count] = i;
            }
        }
    }
}
