namespace Sensorcast.Benchmarks.Pairs;

/// <summary>The cost of one side of a pair.</summary>
/// <param name="Pair">The class of the pair.</param>
/// <param name="Parameters">Its parameters; empty if it has none.</param>
/// <param name="Side">The method.</param>
/// <param name="Nanoseconds">The median time of one run.</param>
/// <param name="AllocatedBytes">What one run allocated.</param>
internal sealed record PairResult(string Pair, string Parameters, string Side, double Nanoseconds, long AllocatedBytes);
