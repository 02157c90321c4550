namespace Sensorcast.Simulator.Network;

/// <summary>The conditions of one connection.</summary>
/// <param name="Latency">The time that a segment takes, at least.</param>
/// <param name="Jitter">What it may take more.</param>
/// <param name="StallPermille">How often a segment is lost and comes seconds late, and all that follow it.</param>
/// <param name="Window">How many bytes the server may have on their way.</param>
/// <param name="TornSend">The number of the send that fails in its middle, or 0.</param>
/// <param name="ResetAfter">When the network resets the connection, in milliseconds from its start, or 0.</param>
internal sealed record LinkConditions(int Latency, int Jitter, int StallPermille, int Window, int TornSend, int ResetAfter)
{
    public static LinkConditions Pick(Prng random, bool isRough)
    {
        int latency = random.Pick(0, 1, 3, 20, 80, 250);
        int window = random.Pick(2881, 3000, 5760, 5760, 16384, 65536);
        return isRough
            ? new(
                latency,
                random.Pick(0, 5, 50, 400),
                random.Pick(0, 5, 20),
                window,
                random.Chance(15) ? random.Between(1, 60) : 0,
                random.Chance(20) ? random.Between(1, 120_000) : 0)
            : new(latency, 2, 0, window, 0, 0);
    }
}
