namespace Sensorcast.Benchmarks.Peers;

/// <summary>The result of one server under one load, over all rounds.</summary>
/// <param name="Peer">The server.</param>
/// <param name="Load">The load.</param>
/// <param name="ProcessorTimes">The server's processor time for an operation, in microseconds; one of each round.</param>
/// <param name="Delivered">The share of the expected messages that arrived, if the load is paced.</param>
/// <param name="Median">
/// The median of the operations, in microseconds: how late a message was, or how long an echo or a connection took.
/// </param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="P999">The 99.9th percentile.</param>
/// <param name="Memory">The server's resident memory at the end, in bytes; the largest of the rounds.</param>
internal sealed record PeerResult(
    string Peer, string Load, double[] ProcessorTimes, double? Delivered, double Median, double P99, double P999, long Memory)
{
    /// <summary>The median of the rounds.</summary>
    public double ProcessorTime => ProcessorTimes.Order().ElementAt(ProcessorTimes.Length / 2);
}
