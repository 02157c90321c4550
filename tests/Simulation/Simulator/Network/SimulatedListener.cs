using Sensorcast.Server;

namespace Sensorcast.Simulator.Network;

/// <summary>Where connections wait to be accepted; not always in their order, and not always one that waits is still there.</summary>
internal sealed class SimulatedListener(World world) : IListener
{
    private const int Backlog = 16;

    private readonly Prng _random = world.Scenario.Random.Fork(-2);
    private readonly List<Link> _waiting = [];

    public int Waiting => _waiting.Count;

    public bool WasPolled { get; private set; }

    public void StartStep() => WasPolled = false;

    public void Arrive(Link link)
    {
        if (_waiting.Count < Backlog && world.IsOpen)
        {
            _waiting.Add(link);
        }
        else
        {
            link.Refuse();
        }
    }

    /// <summary>Refuses all that wait.</summary>
    public void Clear()
    {
        _waiting.ForEach(static link => link.Refuse());
        _waiting.Clear();
    }

    public ITransport? Accept()
    {
        world.Meter.EnterWorld();
        WasPolled = true;
        world.IsBroadcasting = false;
        Link? link = null;
        if (_waiting.Count > 0)
        {
            int index = _random.Chance(20) ? _random.Below(_waiting.Count) : 0;
            link = _waiting[index];
            _waiting.RemoveAt(index);
            if (link.IsBroken && _random.Chance(50))
            {
                link = null;
            }
            else
            {
                world.Slots.Accept(link);
            }
        }

        world.Meter.LeaveWorld();
        return link;
    }
}
