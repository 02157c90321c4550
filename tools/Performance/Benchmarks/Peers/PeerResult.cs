namespace Sensorcast.Benchmarks.Peers;

/// <summary>What one server did under one load, over all rounds.</summary>
/// <param name="Peer">The server.</param>
/// <param name="Load">The load.</param>
/// <param name="ProcessorTimes">The server's processor time for an operation, in microseconds; one of each round.</param>
/// <param name="Delivered">The share of the messages asked for that arrived, where the load is paced.</param>
/// <param name="Median">
/// What half of the operations did not exceed, in microseconds: how late a message was, or how long an echo or a connection took.
/// </param>
/// <param name="P99">What 99 % of them did not exceed.</param>
/// <param name="P999">What 99.9 % of them did not exceed.</param>
/// <param name="Memory">The server's resident memory at the end, in bytes; the largest of the rounds.</param>
internal sealed record PeerResult(
    string Peer, string Load, double[] ProcessorTimes, double? Delivered, double Median, double P99, double P999, long Memory)
{
    /// <summary>The median of the rounds.</summary>
    public double ProcessorTime => ProcessorTimes.Order().ElementAt(ProcessorTimes.Length / 2);
}
