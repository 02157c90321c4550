namespace Sensorcast.Benchmarks.Peers;

/// <summary>What one server did under one load, over all rounds.</summary>
/// <param name="Peer">The server.</param>
/// <param name="Load">The load.</param>
/// <param name="ProcessorTimes">The server's processor time for an operation, in microseconds; one of each round.</param>
/// <param name="Operations">How many operations there were in all.</param>
/// <param name="Asked">How many there should have been, where the load is paced.</param>
/// <param name="Median">What half of the messages were not later than, in microseconds.</param>
/// <param name="P99">What 99 % of them were not later than, in microseconds.</param>
/// <param name="Memory">The server's memory at the end, in bytes.</param>
internal sealed record PeerResult(
    string Peer, string Load, double[] ProcessorTimes, long Operations, long? Asked, double? Median, double? P99, long Memory)
{
    /// <summary>The median of the rounds.</summary>
    public double ProcessorTime => ProcessorTimes.Order().ElementAt(ProcessorTimes.Length / 2);
}
