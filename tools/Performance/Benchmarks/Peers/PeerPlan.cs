namespace Sensorcast.Benchmarks.Peers;

/// <summary>How the servers are compared.</summary>
/// <param name="Rounds">How often each is measured; the servers take turns, so that all see the same state of the machine.</param>
/// <param name="WarmUp">How long a load runs before it counts: .NET and Node compile their hot code meanwhile.</param>
/// <param name="Duration">For how long it counts.</param>
internal sealed record PeerPlan(int Rounds, TimeSpan WarmUp, TimeSpan Duration)
{
    public static PeerPlan Full { get; } = new(Rounds: 3, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2.5));

    /// <summary>A short run that only shows that it works.</summary>
    public static PeerPlan Dry { get; } = new(Rounds: 1, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
}
