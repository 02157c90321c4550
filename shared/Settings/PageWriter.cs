using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Settings;

/// <summary>
/// Writes a page in pieces without keeping it: each piece calls for all of it again, and the writer leaves out what earlier pieces had and what does not
/// fit any more. Allocates nothing.
/// </summary>
public sealed class PageWriter
{
    // In characters, so that a run of escapes is short enough for any piece.
    private const int MaxRun = 64;

    private byte[] _buffer;
    private int _position;
    private int _texts;
    private int _written;

    /// <summary>The offset after the last byte that was written.</summary>
    public int Position => _position;

    /// <summary>Whether something did not fit, so that another piece follows.</summary>
    public bool IsFull { get; private set; }

    /// <summary>How many texts have been written so far, in all pieces.</summary>
    public int Texts => _written;

    /// <summary>Starts a piece.</summary>
    /// <param name="buffer">Gets the bytes, up to its end.</param>
    /// <param name="position">The offset of the first byte.</param>
    /// <param name="firstText">How many texts earlier pieces have.</param>
    public void Start(byte[] buffer, int position, int firstText)
    {
        _buffer = buffer;
        _position = position;
        _texts = 0;
        _written = firstText;
        IsFull = false;
    }

    /// <summary>Writes markup, at most 2,000 bytes.</summary>
    /// <param name="text">ASCII.</param>
    public void Text(string text)
    {
        if (IsNext(text.Length))
        {
            _position += Encoding.UTF8.GetBytes(text, 0, text.Length, _buffer, _position);
        }
    }

    /// <summary>Writes a number in decimal digits.</summary>
    /// <param name="number">The number; allocates its digits.</param>
    public void Number(int number)
    {
        Text(number.ToString());
    }

    /// <summary>Writes text so that a browser shows it as it is, within an element or in an attribute's quotes.</summary>
    /// <param name="text">Text of any length.</param>
    public void Escaped(string text)
    {
        for (int start = 0; start < text.Length;)
        {
            string escape = HtmlText.EscapeOf(text[start]);
            int end = escape != null ? start + 1 : EndOfRun(text, start);
            if (escape != null)
            {
                Text(escape);
            }
            else if (IsNext(Utf8Text.Size(text, start, end - start)))
            {
                _position += Encoding.UTF8.GetBytes(text, start, end - start, _buffer, _position);
            }

            start = end;
        }
    }

    /// <summary>Whether the next text is this piece's and fits.</summary>
    private bool IsNext(int size)
    {
        bool isEarlier = _texts++ < _written;
        if (isEarlier || IsFull)
        {
            return false;
        }

        IsFull = size > _buffer.Length - _position;
        _written += IsFull ? 0 : 1;
        return !IsFull;
    }

    private static int EndOfRun(string text, int start)
    {
        int end = start + 1;
        while (end < text.Length && end - start < MaxRun && HtmlText.EscapeOf(text[end]) == null)
        {
            end++;
        }

        // The halves of a pair stay together.
        return end < text.Length && text[end] >= 0xDC00 && text[end] < 0xE000 ? end + 1 : end;
    }
}
