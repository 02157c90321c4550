namespace Sensorcast.Benchmarks.Streams;

/// <summary>
/// Copies what is written out of the writer's buffer, as a socket does, and keeps the newest write. There is never anything to read.
/// </summary>
/// <param name="capacity">The most bytes of one write.</param>
internal sealed class CopyingStream(int capacity) : MemoryOnlyStream
{
    private readonly byte[] _copy = new byte[capacity];
    private int _count;

    /// <summary>What was written last.</summary>
    public ReadOnlySpan<byte> Newest => _copy.AsSpan(0, _count);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        buffer.CopyTo(_copy);
        _count = buffer.Length;
    }
}
