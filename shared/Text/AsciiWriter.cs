using System;
using System.Text;

namespace Sensorcast.Text;

/// <summary>Writes ASCII text and numbers into a buffer that the caller owns. Allocates nothing.</summary>
public class AsciiWriter
{
    private byte[] _buffer;
    private int _start;
    private int _position;

    /// <summary>What the bytes are written into.</summary>
    public byte[] Buffer => _buffer;

    /// <summary>How many bytes have been written.</summary>
    public int Length => _position - _start;

    /// <summary>The offset after the last byte that was written.</summary>
    public int Position => _position;

    /// <summary>Starts a text.</summary>
    /// <param name="buffer">Gets the bytes; the caller knows how many fit.</param>
    /// <param name="offset">The first byte's offset in <paramref name="buffer"/>.</param>
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
        // As many digits as the value has, then from the last one to the first.
        int end = _position;
        long rest = value;
        do
        {
            end++;
            rest /= 10;
        }
        while (rest > 0);

        byte[] buffer = _buffer;
        _position = end;
        do
        {
            buffer[--end] = (byte)('0' + (value % 10));
            value /= 10;
        }
        while (value > 0);
    }

    /// <summary>Copies bytes.</summary>
    /// <param name="source">Holds them.</param>
    /// <param name="offset">The first one's offset in <paramref name="source"/>.</param>
    /// <param name="count">How many.</param>
    public void Bytes(byte[] source, int offset, int count)
    {
        Array.Copy(source, offset, _buffer, _position, count);
        _position += count;
    }
}
