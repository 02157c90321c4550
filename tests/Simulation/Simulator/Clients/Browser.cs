using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Clients;

/// <summary>A browser with the dashboard: page, WebSocket and spare connections that send nothing; its user reloads.</summary>
internal sealed class Browser(World world, Prng random) : Client(world, random)
{
    private readonly List<Link> _tab = [];
    private int _round;

    public override void Begin()
    {
        int round = ++_round;
        _tab.Clear();
        _tab.Add(OpenAndRequest(Plan.Get(Subject.Page, Random)));
        for (int i = Random.Below(3); i > 0; i--)
        {
            _tab.Add(Open(Plan.Silence()));
        }

        World.After(Random.Between(500, Random.Pick(3000, 60_000)), () =>
        {
            if (round == _round)
            {
                Reload();
            }
        });
    }

    public override void Ended(Link link)
    {
        Forget(link);
        bool wasPage = _tab.Count > 0 && link == _tab[0];
        if (World.IsOpen && (wasPage || link.Witness.Plan.Subject == Subject.Stream))
        {
            int round = _round;
            World.After(wasPage ? Random.Below(50) : Random.Between(1000, 5000), () =>
            {
                if (World.IsOpen && round == _round)
                {
                    _tab.Add(OpenAndRequest(Plan.Upgrade(Subject.Stream, cbor: true, Random)));
                }
            });
        }
    }

    private void Reload()
    {
        foreach (Link link in _tab)
        {
            if (link.Witness.Plan.Subject == Subject.Stream && Random.Chance(50))
            {
                SendClose(link, 1001);
            }
            else
            {
                link.Client.Finish();
                Forget(link);
            }
        }

        if (World.IsOpen)
        {
            Begin();
        }
    }
}
