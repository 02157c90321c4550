using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>Sends a request line, header fields or a frame byte by byte, for ever.</summary>
internal sealed class SlowLoris(World world, Prng random) : Client(world, random)
{
    public override void Begin()
    {
        if (Random.Chance(30))
        {
            Plan upgrade = Plan.Upgrade(Subject.Echo, cbor: false, Random);
            OpenAndRequest(upgrade).Witness.Frames.IsGarbage = true;
            return;
        }

        Link link = Open(Plan.Garbage("GET /"u8.ToArray()));
        link.Client.Send(Random.Chance(50) ? "GET /"u8.ToArray() : "GET / HTTP/1.1\r\nHost: b\r\nX-Slow: "u8.ToArray());
        Dribble(link);
    }

    protected override void Upgraded(Link link)
    {
        link.Client.Send([0x82, 0xFF, 0, 0, 0, 0, 0, 0x10, 0, 0, 1, 2, 3, 4]);
        Dribble(link);
    }

    private void Dribble(Link link) => Repeat(link, 50, Random.Pick(500, 4000), () => link.Client.Send("a"u8.ToArray()));
}
