namespace Sensorcast.Tests.Fuzz.Oracles;

/// <summary>A client's whole stream to read from, and a place to write the answers to. Never waits.</summary>
internal sealed class MemoryStreamPair : Stream
{
    private readonly byte[] _input;
    private readonly Action<ReadOnlyMemory<byte>> _onWrite;
    private int _position;

    internal MemoryStreamPair(byte[] input, Action<ReadOnlyMemory<byte>> onWrite)
    {
        _input = input;
        _onWrite = onWrite;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _input.Length - _position);
        _input.AsSpan(_position, taken).CopyTo(buffer.AsSpan(offset));
        _position += taken;
        return taken;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int taken = Math.Min(buffer.Length, _input.Length - _position);
        _input.AsSpan(_position, taken).CopyTo(buffer.Span);
        _position += taken;
        return ValueTask.FromResult(taken);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _onWrite(buffer);
        return ValueTask.CompletedTask;
    }

    public override void Write(byte[] buffer, int offset, int count) => _onWrite(buffer.AsMemory(offset, count));

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
