namespace Sensorcast.Benchmarks.Streams;

/// <summary>
/// Copies the written bytes out of the writer's buffer, as a socket does, and keeps the last write. There is never anything to read.
/// </summary>
/// <param name="capacity">The maximum size of one write in bytes.</param>
internal sealed class CopyingStream(int capacity) : MemoryOnlyStream
{
    private readonly byte[] _copy = new byte[capacity];
    private int _count;

    /// <summary>The last write.</summary>
    public ReadOnlySpan<byte> Newest => _copy.AsSpan(0, _count);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(_copy);
        _count = buffer.Length;
    }
}
