using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>A client of the stream that does not read for seconds at a time.</summary>
internal sealed class SlowReader(World world, Prng random) : StreamClient(world, random)
{
    protected override void Upgraded(Link link)
    {
        base.Upgraded(link);
        Repeat(link, 50, 8000, () =>
        {
            link.Client.IsReading = false;
            World.After(Random.Between(50, Random.Pick(2000, 15_000, 40_000)), () => link.Client.IsReading = true);
        });
    }
}
