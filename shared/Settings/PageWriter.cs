using System;
using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Settings;

/// <summary>
/// Writes a page in pieces without keeping it: each piece calls for all of it again, and the writer leaves out what earlier pieces had and
/// what does not fit any more. Allocates nothing.
/// </summary>
public sealed class PageWriter
{
    // In characters, so that a run of escapes is short enough for any piece.
    private const int MaxRun = 64;
    private const string Replacement = "\uFFFD";

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
            else
            {
                Write(text, start, end - start);
            }

            start = end;
        }
    }

    /// <summary>
    /// Writes bytes from elsewhere as a browser is to show them: what is not UTF-8, and control characters, become U+FFFD.
    /// </summary>
    /// <param name="bytes">The bytes.</param>
    public void Escaped(byte[] bytes)
    {
        int size;
        for (int i = 0; i < bytes.Length; i += size)
        {
            size = CharacterSize(bytes, i);
            string escape = size == 0 ? Replacement : HtmlText.EscapeOf((char)bytes[i]);
            if (escape != null)
            {
                Write(escape, 0, escape.Length);
                size = 1;
            }
            else if (IsNext(size))
            {
                Array.Copy(bytes, i, _buffer, _position, size);
                _position += size;
            }
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

    private void Write(string text, int start, int length)
    {
        if (IsNext(Utf8Text.Size(text, start, length)))
        {
            _position += Encoding.UTF8.GetBytes(text, start, length, _buffer, _position);
        }
    }

    /// <summary>The size of the character at an offset, or 0 if the bytes there are not a character that can be shown.</summary>
    private static int CharacterSize(byte[] bytes, int offset)
    {
        int first = bytes[offset];
        if (first < ' ' || first == 0x7F)
        {
            return 0;
        }

        int size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        bool isCharacter = offset + size <= bytes.Length
            && Utf8Validator.Append(Utf8Validator.Complete, bytes, offset, size) == Utf8Validator.Complete;
        return isCharacter ? size : 0;
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
