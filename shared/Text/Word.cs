using System.Text;

namespace Sensorcast.Text;

/// <summary>One word by itself, to be compared with bytes.</summary>
internal sealed class Word
{
    private readonly byte[] _bytes;

    /// <summary>Makes one.</summary>
    /// <param name="word">ASCII.</param>
    internal Word(string word)
    {
        _bytes = Encoding.UTF8.GetBytes(word);
    }

    internal int Length => _bytes.Length;

    /// <summary>Whether the word is at an offset of a buffer that goes on at least as long as the word.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">Where the word should begin.</param>
    /// <param name="ignoresCase">Whether upper and lower case are the same.</param>
    internal bool IsAt(byte[] buffer, int offset, bool ignoresCase)
    {
        return AsciiText.AreEqual(_bytes, 0, buffer, offset, _bytes.Length, ignoresCase);
    }
}
