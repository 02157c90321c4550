using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>Requests the page, the state or the metrics. Sometimes it half-closes after its request, or closes early.</summary>
internal sealed class PageLoader(World world, Prng random) : Client(world, random)
{
    public override void Begin()
    {
        Subject subject = Random.Pick(Subject.Page, Subject.Head, Subject.Status, Subject.Metrics, Subject.Document);
        Link link = OpenAndRequest(Plan.Get(subject, Random));
        if (Random.Chance(5))
        {
            link.Client.Finish();
        }
        else if (Random.Chance(5))
        {
            Abandon(link);
            BeginLater();
        }
    }
}
