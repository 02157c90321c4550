using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Network;
using Sensorcast.Simulator.Telemetry;

namespace Sensorcast.Simulator.Clients;

/// <summary>An honest client of the stream, in either encoding. It ends politely, or is reset, or its machine loses its power.</summary>
internal class StreamClient(World world, Prng random) : Client(world, random)
{
    private readonly ClientPackBuilder _packs = new(world, random);

    public override void Begin()
    {
        Plan plan = Plan.Upgrade(Subject.Stream, Random.Chance(50), Random);
        Link link = OpenAndRequest(plan);
        if (Random.Chance(10))
        {
            SendPing(link, Random.Bytes(5));
        }

        if (Random.Chance(10))
        {
            SendPack(link, _packs.Make(), Random.Between(1, 2));
        }
    }

    protected override void Upgraded(Link link)
    {
        Repeat(link, 200, 30_000, () => Act(link));
        World.After(Random.Between(100, Random.Pick(2000, 60_000, 300_000)), () =>
        {
            if (!MaySend(link))
            {
                return;
            }

            if (Random.Chance(50))
            {
                SendClose(link, Random.Pick<int?>(null, 1000, 1001, 3000, 4999));
            }
            else
            {
                Abandon(link);
                BeginLater();
            }
        });
    }

    private void Act(Link link)
    {
        switch (Random.Below(6))
        {
            case 0:
                // Several at once may be read at once.
                for (int i = Random.Pick(1, 1, 2, 5); i > 0; i--)
                {
                    SendPack(link, _packs.Make(), Random.Pick(1, 1, 1, 2, 4));
                }

                break;
            case 2:
                SendPack(link, _packs.MakePing(), 1);
                break;
            case 1:
                Send(link, ClientFrame.Make(ServerFrame.Pong, Random.Bytes(Random.Below(126)), Random));
                break;
            default:
                SendPing(link, Random.Bytes(Random.Below(126)));
                break;
        }
    }
}
