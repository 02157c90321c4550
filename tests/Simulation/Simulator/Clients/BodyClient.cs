using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>Sends requests with bodies: at once, slowly, or not to their end.</summary>
internal sealed class BodyClient(World world, Prng random) : Client(world, random)
{
    private readonly int _firstNumber = random.Below(1000) * 1_000_000;
    private int _requests;

    public override void Begin()
    {
        var plan = Plan.Post(_firstNumber + _requests++, Random);
        Link link = Open(plan);
        int pieces = Random.Pick(1, 1, 2, 5);
        int start = 0;
        long time = 0;
        for (int i = 1; i <= pieces; i++)
        {
            int end = i == pieces ? plan.Request.Length : Random.Between(start, plan.Request.Length);
            byte[] piece = plan.Request[start..end];
            World.After(time, () => link.Client.Send(piece));
            time += Random.Below(Random.Pick(50, 1000, 6000));
            start = end;
            if (Random.Chance(5))
            {
                World.After(time, () => Abandon(link));
                BeginLater();
                return;
            }
        }
    }
}
