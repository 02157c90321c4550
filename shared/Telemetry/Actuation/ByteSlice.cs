using Sensorcast.Text;

namespace Sensorcast.Telemetry.Actuation;

/// <summary>A text within the buffer that holds a client's pack.</summary>
internal sealed class ByteSlice
{
    private byte[] _buffer;
    private int _offset;

    internal int Length { get; private set; }

    internal void Set(byte[] buffer, int offset, int length)
    {
        _buffer = buffer;
        _offset = offset;
        Length = length;
    }

    internal void Set(ByteSlice other)
    {
        Set(other._buffer, other._offset, other.Length);
    }

    internal void Clear()
    {
        Length = 0;
    }

    internal byte At(int index)
    {
        return _buffer[_offset + index];
    }

    internal void WriteTo(AsciiWriter writer)
    {
        if (Length > 0)
        {
            writer.Bytes(_buffer, _offset, Length);
        }
    }

    internal bool Is(string ascii)
    {
        if (Length != ascii.Length)
        {
            return false;
        }

        for (int i = 0; i < Length; i++)
        {
            if (At(i) != ascii[i])
            {
                return false;
            }
        }

        return true;
    }

    internal bool EndsWith(char ascii)
    {
        return Length > 0 && At(Length - 1) == ascii;
    }
}
