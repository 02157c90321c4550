using System.Buffers.Binary;
using System.Diagnostics;

namespace Sensorcast.Benchmarks.Peers;

/// <summary>
/// The protocol of every server of the comparison: <c>/broadcast</c> sends each client the same binary messages at a steady rate,
/// <c>/echo</c> sends each message back. A server prints its port when it listens, ends with its input, and broadcasts only if its last
/// argument requests it.
/// </summary>
internal static class PeerProtocol
{
    /// <summary>
    /// The size of a broadcast message in bytes. It starts with the time at which it was due, in microseconds, big-endian.
    /// </summary>
    public const int BroadcastSize = 64;

    /// <summary>How many broadcast messages there are a second.</summary>
    public const int BroadcastRate = 1000;

    /// <summary>The largest message that is echoed, in bytes.</summary>
    public const int MaxEchoSize = 4096;

    /// <summary>The clock that all processes of a machine share, in microseconds.</summary>
    public static long Now => (long)(Stopwatch.GetTimestamp() * (1e6 / Stopwatch.Frequency));

    public static void WriteTime(Span<byte> message, long microseconds) => BinaryPrimitives.WriteInt64BigEndian(message, microseconds);

    public static long ReadTime(ReadOnlySpan<byte> message) => BinaryPrimitives.ReadInt64BigEndian(message);
}
