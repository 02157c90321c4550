namespace Sensorcast.Benchmarks.Pairs;

/// <summary>The payloads of the pairs with frames.</summary>
internal static class FrameSizes
{
    /// <summary>In bytes: a small reading, the longest short header, and three long ones.</summary>
    public static int[] All { get; } = [16, 125, 4 * 1024, 64 * 1024, 1024 * 1024];

    /// <summary>So many bytes, no two neighbours the same.</summary>
    public static byte[] Payload(int size) => [.. Enumerable.Range(0, size).Select(i => (byte)(i * 7))];
}
