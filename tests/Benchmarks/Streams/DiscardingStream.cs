namespace Sensorcast.Benchmarks.Streams;

/// <summary>Takes everything and keeps nothing. There is never anything to read.</summary>
internal sealed class DiscardingStream : MemoryOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer)
    {
    }
}
