using System.Text;
using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>An honest client of the echo: messages of all sizes, in fragments, with pings between them.</summary>
internal sealed class EchoClient(World world, Prng random) : Client(world, random)
{
    public override void Begin()
    {
        Link link = OpenAndRequest(Plan.Upgrade(Subject.Echo, Random.Chance(50), Random));
        if (Random.Chance(20))
        {
            SendMessage(link, ServerFrame.Text, "early"u8.ToArray(), 1);
        }
    }

    protected override void Upgraded(Link link)
    {
        Repeat(link, 1, Random.Pick(500, 10_000, 40_000), () => Act(link));
    }

    private void Act(Link link)
    {
        if (link.Unread > 10_000)
        {
            return;
        }

        int length = Random.Below(Random.Pick(10, 130, 3000, 70_000));
        if (Random.Chance(50))
        {
            SendMessage(link, ServerFrame.Binary, Random.Bytes(length), Random.Between(1, 4));
        }
        else
        {
            byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("aß€😀", length / 8)));
            SendMessage(link, ServerFrame.Text, text, Random.Between(1, 4));
        }

        if (Random.Chance(5))
        {
            SendClose(link, Random.Pick(1000, 1001, 3000));
        }
    }
}
