namespace Sensorcast.Benchmarks.Pairs;

/// <summary>What one side of a pair took.</summary>
/// <param name="Pair">The class of the pair.</param>
/// <param name="Parameters">With what it was measured; empty if there is one way only.</param>
/// <param name="Side">The method.</param>
/// <param name="Nanoseconds">The median time of one run.</param>
/// <param name="AllocatedBytes">What one run allocated.</param>
internal sealed record PairResult(string Pair, string Parameters, string Side, double Nanoseconds, long AllocatedBytes);
