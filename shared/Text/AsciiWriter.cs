using System;
using System.Text;

namespace Sensorcast.Text;

/// <summary>Writes ASCII text and numbers into a buffer that the caller owns. Allocates nothing after its construction.</summary>
public class AsciiWriter
{
    private const int MaxDigits = 19;

    private readonly byte[] _digits = new byte[MaxDigits];
    private byte[] _buffer;
    private int _start;
    private int _position;

    /// <summary>How many bytes have been written.</summary>
    public int Length => _position - _start;

    /// <summary>The place behind the last byte that was written.</summary>
    public int Position => _position;

    /// <summary>Starts a text.</summary>
    /// <param name="buffer">Gets the bytes; the caller knows how many fit.</param>
    /// <param name="offset">The first byte's place in <paramref name="buffer"/>.</param>
    public void Start(byte[] buffer, int offset)
    {
        _buffer = buffer;
        _start = offset;
        _position = offset;
    }

    /// <summary>Writes text.</summary>
    /// <param name="text">ASCII.</param>
    public void Text(string text)
    {
        _position += Encoding.UTF8.GetBytes(text, 0, text.Length, _buffer, _position);
    }

    /// <summary>Writes a number in decimal digits.</summary>
    /// <param name="value">Zero or more.</param>
    public void Number(long value)
    {
        int first = MaxDigits;
        do
        {
            _digits[--first] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value > 0);

        Bytes(_digits, first, MaxDigits - first);
    }

    /// <summary>Copies bytes.</summary>
    /// <param name="source">Holds them.</param>
    /// <param name="offset">The first one's place in <paramref name="source"/>.</param>
    /// <param name="count">How many.</param>
    public void Bytes(byte[] source, int offset, int count)
    {
        Array.Copy(source, offset, _buffer, _position, count);
        _position += count;
    }
}
