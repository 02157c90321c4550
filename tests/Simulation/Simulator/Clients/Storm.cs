using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>Connects many times at once, to send nothing, to send a request or to close at once.</summary>
internal sealed class Storm(World world, Prng random) : Client(world, random)
{
    public override void Begin()
    {
        for (int i = Random.Between(3, 30); i > 0; i--)
        {
            World.After(Random.Below(Random.Pick(1, 1000)), ConnectOnce);
        }

        BeginLater(2000, 60_000);
    }

    public override void Ended(Link link) => Forget(link);

    protected override void Upgraded(Link link) => World.After(Random.Between(1, 3000), () => Abandon(link));

    private void ConnectOnce()
    {
        switch (Random.Below(4))
        {
            case 0:
                Open(Plan.Silence());
                break;
            case 1:
                Abandon(Open(Plan.Silence()));
                break;
            case 2:
                OpenAndRequest(Plan.Get(Random.Pick(Subject.Page, Subject.Status), Random));
                break;
            default:
                OpenAndRequest(Plan.Upgrade(Subject.Stream, Random.Chance(50), Random));
                break;
        }
    }
}
