namespace Sensorcast.Benchmarks.Growth;

/// <summary>The server's load with so many clients and channels.</summary>
/// <param name="Clients">So many clients get each pack.</param>
/// <param name="Channels">So many channels have a reading in each period.</param>
/// <param name="Load">The share of a core that the server used, from 0 to 1; the median of the rounds.</param>
/// <param name="Packs">How many packs the clients got in all rounds.</param>
/// <param name="Skipped">How many packs the server skipped for slow clients, in all rounds.</param>
/// <param name="Memory">The server's resident memory, in bytes; the largest of the rounds.</param>
internal sealed record GrowthResult(int Clients, int Channels, double Load, long Packs, long Skipped, long Memory)
{
    /// <summary>Processor time in microseconds for the packs of one client in one period.</summary>
    public double TimeOfClient => Load * 1e6 / GrowthRun.Rate / Clients;

    /// <summary>Processor time in microseconds for a channel in one period: its reading, and its part of all clients' packs.</summary>
    public double TimeOfChannel => Load * 1e6 / GrowthRun.Rate / Channels;
}
