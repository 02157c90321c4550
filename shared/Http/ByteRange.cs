namespace Sensorcast.Http;

/// <summary>Where bytes are in a buffer.</summary>
public sealed class ByteRange
{
    /// <summary>The offset of the first byte.</summary>
    public int Start { get; private set; }

    /// <summary>How many bytes.</summary>
    public int Length { get; internal set; }

    internal void Set(int start, int length)
    {
        Start = start;
        Length = length;
    }
}
