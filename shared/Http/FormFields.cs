using System.Text;
using Sensorcast.Text;

namespace Sensorcast.Http;

/// <summary>
/// The fields of a form or of a query, as browsers encode them: <c>name=value&amp;name=value</c> with percent signs
/// (<c>application/x-www-form-urlencoded</c>, WHATWG URL section 5). They are decoded where they are read: only <see cref="TryGetText"/>
/// allocates. Of a field that comes twice, the first counts; <see cref="Count"/> says how many there are.
/// </summary>
public sealed class FormFields
{
    private const int EndOfPart = -1;
    private const int Malformed = -2;
    private const int NotFound = -1;

    private byte[] _buffer;
    private int _start;
    private int _end;

    // The offset of the next byte to decode.
    private int _position;

    /// <summary>
    /// How many fields there are, whatever their names: more than those of the names that are known means that others came with them.
    /// </summary>
    public int Total
    {
        get
        {
            int total = 0;
            for (int pair = _start; pair < _end; pair = EndOfPair(pair) + 1)
            {
                total += EndOfPair(pair) > pair ? 1 : 0;
            }

            return total;
        }
    }

    /// <summary>Whether there is a field of a name.</summary>
    /// <param name="name">The name, in ASCII.</param>
    public bool Has(string name)
    {
        return Find(name, _start) != NotFound;
    }

    /// <summary>How many fields have a name.</summary>
    /// <param name="name">The name, in ASCII.</param>
    public int Count(string name)
    {
        int count = 0;
        for (int next = Find(name, _start); next != NotFound; next = Find(name, EndOfPair(next)))
        {
            count++;
        }

        return count;
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="name">The field's name, in ASCII.</param>
    /// <param name="min">The smallest value that is valid.</param>
    /// <param name="max">The largest value that is valid.</param>
    /// <param name="value">Gets the number, if it is valid.</param>
    /// <returns>
    /// <see langword="false"/> when there is no such field, or its value is not a number from <paramref name="min"/> to
    /// <paramref name="max"/>.
    /// </returns>
    public bool TryGetInt32(string name, int min, int max, ref int value)
    {
        if (!TryStart(name))
        {
            return false;
        }

        int next = NextByte();
        bool isNegative = next == '-';
        if (isNegative)
        {
            next = NextByte();
        }

        long number = 0;
        bool hasDigits = false;
        while (next >= '0' && next <= '9' && number <= int.MaxValue)
        {
            number = (number * 10) + (next - '0');
            hasDigits = true;
            next = NextByte();
        }

        number = isNegative ? -number : number;
        if (next != EndOfPart || !hasDigits || number < min || number > max)
        {
            return false;
        }

        value = (int)number;
        return true;
    }

    /// <summary>Reads what a check box sends: <c>on</c>, <c>true</c> or <c>1</c>, and their opposites.</summary>
    /// <param name="name">The field's name, in ASCII. A check box that is not checked sends no field at all.</param>
    /// <param name="value">Gets the value, if it is valid.</param>
    /// <returns><see langword="false"/> when there is no such field, or its value is something else.</returns>
    public bool TryGetBoolean(string name, ref bool value)
    {
        bool isTrue = IsValue(name, "on") || IsValue(name, "true") || IsValue(name, "1");
        if (!isTrue && !IsValue(name, "off") && !IsValue(name, "false") && !IsValue(name, "0"))
        {
            return false;
        }

        value = isTrue;
        return true;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="name">The field's name, in ASCII.</param>
    /// <param name="maxSize">The maximum size of the text in UTF-8, in bytes.</param>
    /// <param name="value">Gets the text, if it is valid.</param>
    /// <returns>
    /// <see langword="false"/> when there is no such field, or its value is longer, not UTF-8, or has a NUL, which no string of the board
    /// holds.
    /// </returns>
    public bool TryGetText(string name, int maxSize, ref string value)
    {
        if (!TryStart(name))
        {
            return false;
        }

        // Decoded it is not longer than it is now.
        byte[] bytes = new byte[EndOfPair(_position) - _position];
        int size = 0;
        int next = NextByte();
        while (next > 0 && size < maxSize)
        {
            bytes[size++] = (byte)next;
            next = NextByte();
        }

        if (next != EndOfPart || Utf8Validator.Append(Utf8Validator.Complete, bytes, 0, size) != Utf8Validator.Complete)
        {
            return false;
        }

        value = Encoding.UTF8.GetString(bytes, 0, size);
        return true;
    }

    /// <summary>Whether the first field of a name has a value.</summary>
    /// <param name="name">The field's name, in ASCII.</param>
    /// <param name="value">The value, in ASCII; upper and lower case differ.</param>
    public bool IsValue(string name, string value)
    {
        if (!TryStart(name))
        {
            return false;
        }

        for (int i = 0; i < value.Length; i++)
        {
            if (NextByte() != value[i])
            {
                return false;
            }
        }

        return NextByte() == EndOfPart;
    }

    /// <summary>Sets the fields.</summary>
    /// <param name="buffer">Holds them.</param>
    /// <param name="range">Where.</param>
    internal void Set(byte[] buffer, ByteRange range)
    {
        _buffer = buffer;
        _start = range.Start;
        _end = range.Start + range.Length;
    }

    private bool TryStart(string name)
    {
        _position = Find(name, _start);
        return _position != NotFound;
    }

    /// <summary>Finds the next field of a name.</summary>
    /// <returns>The offset of its value, or <see cref="NotFound"/>.</returns>
    private int Find(string name, int pair)
    {
        while (pair < _end)
        {
            _position = pair;
            if (IsName(name))
            {
                return _position;
            }

            pair = EndOfPair(pair) + 1;
        }

        return NotFound;
    }

    /// <summary>Compares the name at the position, and moves to its value.</summary>
    private bool IsName(string name)
    {
        for (int i = 0; i < name.Length; i++)
        {
            if ((_position < _end && _buffer[_position] == '=') || NextByte() != name[i])
            {
                return false;
            }
        }

        if (_position < _end && _buffer[_position] == '=')
        {
            _position++;
            return true;
        }

        return _position == _end || _buffer[_position] == '&';
    }

    private int EndOfPair(int position)
    {
        while (position < _end && _buffer[position] != '&')
        {
            position++;
        }

        return position;
    }

    private int NextByte()
    {
        if (_position >= _end || _buffer[_position] == '&')
        {
            return EndOfPart;
        }

        int next = _buffer[_position++];
        if (next == '+')
        {
            return ' ';
        }

        if (next != '%')
        {
            return next;
        }

        int high = _position + 1 < _end ? Characters.HexValue(_buffer[_position]) : Characters.NoHexDigit;
        int low = _position + 1 < _end ? Characters.HexValue(_buffer[_position + 1]) : Characters.NoHexDigit;
        if (high < 0 || low < 0)
        {
            return Malformed;
        }

        _position += 2;
        return (high << 4) | low;
    }
}
