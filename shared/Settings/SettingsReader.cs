using System;
using System.Collections;
using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Settings;

/// <summary>Reads a copy of the settings, as <see cref="SettingsWriter"/> writes it. Of what is not one, nothing counts.</summary>
internal sealed class SettingsReader
{
    private const int MaxDigits = 9;

    private readonly byte[] _copy;

    // The texts of the entries whose checksums are right, each a byte[].
    private readonly ArrayList _entries = new ArrayList();
    private uint _start;
    private int _lineStart;
    private int _textStart;
    private int _textEnd;

    /// <summary>Reads a copy.</summary>
    /// <param name="copy">Its bytes, or <see langword="null"/>.</param>
    internal SettingsReader(byte[] copy)
    {
        _copy = copy ?? new byte[0];
        IsWhole = ReadAll();
    }

    /// <summary>Whether there are any bytes.</summary>
    internal bool Exists => _copy.Length > 0;

    /// <summary>Whether it has been written to its end; single lines may be damaged.</summary>
    internal bool IsWhole { get; }

    /// <summary>The number of the save.</summary>
    internal int Number { get; private set; }

    /// <summary>How many entries are damaged.</summary>
    internal int Damaged { get; private set; }

    /// <summary>How many entries can be read.</summary>
    internal int Count => _entries.Count;

    /// <summary>An entry as it was written, <c>name=value</c>.</summary>
    internal byte[] EntryAt(int index)
    {
        return (byte[])_entries[index];
    }

    /// <summary>Whether an entry has a name.</summary>
    internal static bool HasName(byte[] entry, string name)
    {
        return StartsWith(entry, 0, entry.Length, name) && entry.Length > name.Length && entry[name.Length] == '=';
    }

    /// <summary>Whether two entries have one name.</summary>
    internal static bool HaveSameName(byte[] a, byte[] b)
    {
        int i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i] && a[i] != '=')
        {
            i++;
        }

        return i < a.Length && i < b.Length && a[i] == '=' && b[i] == '=';
    }

    /// <summary>The value of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="name">Its name.</param>
    /// <returns>
    /// The value, or <see langword="null"/> when it is not UTF-8 or has control characters: a NUL would end a string of the board.
    /// </returns>
    internal static string ValueOf(byte[] entry, string name)
    {
        int start = name.Length + 1;
        bool isText = Utf8Validator.Append(Utf8Validator.Complete, entry, start, entry.Length - start) == Utf8Validator.Complete;
        for (int i = start; i < entry.Length; i++)
        {
            isText &= entry[i] >= ' ' && entry[i] != Setting.Delete;
        }

        return isText ? Encoding.UTF8.GetString(entry, start, entry.Length - start) : null;
    }

    private bool ReadAll()
    {
        if (!NextLine() || !ReadNumber(SettingsWriter.HeadStart, out int number))
        {
            return false;
        }

        Number = number;
        _start = Fnv1a.Append(Fnv1a.Start, _copy, _textStart, _textEnd - _textStart);
        if (!IsRight(_start))
        {
            return false;
        }

        while (NextLine())
        {
            bool isRight = IsRight(Fnv1a.Append(_start, _copy, _textStart, _textEnd - _textStart));
            if (isRight && ReadNumber(SettingsWriter.EndStart, out int count))
            {
                return count == _entries.Count + Damaged && _textEnd + 1 == _copy.Length;
            }

            if (isRight)
            {
                _entries.Add(Text());
            }
            else
            {
                Damaged++;
            }
        }

        return false;
    }

    /// <summary>Finds the next line's text.</summary>
    /// <returns><see langword="false"/> at the end, also where a line is not whole.</returns>
    private bool NextLine()
    {
        _lineStart = _textEnd == 0 ? 0 : _textEnd + 1;
        _textStart = _lineStart + LineChecksum.Length + 1;
        _textEnd = _textStart;
        while (_textEnd < _copy.Length && _copy[_textEnd] != '\n')
        {
            _textEnd++;
        }

        return _textEnd < _copy.Length;
    }

    private bool IsRight(uint checksum)
    {
        return LineChecksum.IsAt(checksum, _copy, _lineStart) && _copy[_textStart - 1] == ' ';
    }

    private byte[] Text()
    {
        byte[] text = new byte[_textEnd - _textStart];
        Array.Copy(_copy, _textStart, text, 0, text.Length);
        return text;
    }

    /// <summary>Reads a line's text that is a word and a number.</summary>
    private bool ReadNumber(string start, out int number)
    {
        number = 0;
        int position = _textStart + start.Length;
        if (!StartsWith(_copy, _textStart, _textEnd, start) || position == _textEnd || _textEnd - position > MaxDigits)
        {
            return false;
        }

        for (; position < _textEnd; position++)
        {
            int digit = _copy[position] - '0';
            if (digit < 0 || digit > 9)
            {
                return false;
            }

            number = (number * 10) + digit;
        }

        return true;
    }

    private static bool StartsWith(byte[] bytes, int start, int end, string text)
    {
        if (end - start < text.Length)
        {
            return false;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (bytes[start + i] != text[i])
            {
                return false;
            }
        }

        return true;
    }
}
