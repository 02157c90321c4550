namespace Sensorcast.Benchmarks.Peers;

/// <summary>How the servers are compared.</summary>
/// <param name="Rounds">How often each is measured; the servers take turns, so that all see the same moods of the machine.</param>
/// <param name="WarmUp">How long a load is on before it counts: .NET and Node compile what is used most meanwhile.</param>
/// <param name="Duration">For how long it counts.</param>
internal sealed record PeerPlan(int Rounds, TimeSpan WarmUp, TimeSpan Duration)
{
    public static PeerPlan Full { get; } = new(Rounds: 3, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2.5));

    /// <summary>Only shows that it works.</summary>
    public static PeerPlan Dry { get; } = new(Rounds: 1, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(0.5));
}
