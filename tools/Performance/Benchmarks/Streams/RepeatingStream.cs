namespace Sensorcast.Benchmarks.Streams;

/// <summary>Returns the same bytes repeatedly; no read goes past their end.</summary>
internal sealed class RepeatingStream(byte[] bytes) : MemoryOnlyStream
{
    private int _position;

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, bytes.Length - _position);
        bytes.AsSpan(_position, count).CopyTo(buffer);
        _position = (_position + count) % bytes.Length;
        return count;
    }
}
