using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>An honest client of the stream, in either encoding. It ends politely, or is reset, or its machine loses its power.</summary>
internal class StreamClient(World world, Prng random) : Client(world, random)
{
    public override void Begin()
    {
        Plan plan = Plan.Upgrade(Subject.Stream, Random.Chance(50), Random);
        Link link = OpenAndAsk(plan);
        if (Random.Chance(10))
        {
            SayPing(link, Random.Bytes(5));
        }
    }

    protected override void Upgraded(Link link)
    {
        Repeat(link, 200, 30_000, () => Act(link));
        World.After(Random.Between(100, Random.Pick(2000, 60_000, 300_000)), () =>
        {
            if (!IsTalking(link))
            {
                return;
            }

            if (Random.Chance(50))
            {
                SayClose(link, Random.Pick<int?>(null, 1000, 1001, 3000, 4999));
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
        switch (Random.Below(4))
        {
            case 0:
                SayMessage(link, ServerFrame.Text, "{\"n\":\"led\",\"vb\":true}"u8.ToArray(), 1);
                break;
            case 1:
                Say(link, ClientFrame.Make(ServerFrame.Pong, Random.Bytes(Random.Below(126)), Random));
                break;
            default:
                SayPing(link, Random.Bytes(Random.Below(126)));
                break;
        }
    }
}
