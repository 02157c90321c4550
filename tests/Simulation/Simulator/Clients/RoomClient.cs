using Sensorcast.Simulator.Checks;
using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>
/// A client of the author's endpoint: sends messages to all, in fragments, and sometimes stops reading those of the others.
/// </summary>
internal sealed class RoomClient(World world, Prng random) : Client(world, random)
{
    public override void Begin()
    {
        Link link = OpenAndRequest(Plan.Upgrade(Subject.Room, cbor: false, Random));
        if (Random.Chance(20))
        {
            SendMessage(link, ServerFrame.Text, "early"u8.ToArray(), 1);
        }
    }

    protected override void Upgraded(Link link)
    {
        Repeat(link, 1, Random.Pick(300, 3000, 40_000), () => Act(link));
        if (Random.Chance(20))
        {
            World.After(Random.Below(30_000), () => link.Client.IsReading = false);
            World.After(Random.Between(30_000, 90_000), () => link.Client.IsReading = true);
        }
    }

    private void Act(Link link)
    {
        if (link.Unread > 10_000)
        {
            return;
        }

        byte[] message = Random.Bytes(Random.Below(Random.Pick(10, 130, Author.RoomRoute.MaxSize + 1)));
        SendMessage(link, ServerFrame.Binary, message, Random.Between(1, 4));
        if (Random.Chance(3))
        {
            SendClose(link, Random.Pick(1000, 1001, 3000));
        }
    }
}
