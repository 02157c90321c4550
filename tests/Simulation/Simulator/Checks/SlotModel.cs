using Sensorcast.Simulator.Network;

namespace Sensorcast.Simulator.Checks;

/// <summary>Which clients have a slot, and which must get one.</summary>
internal sealed class SlotModel(World world)
{
    /// <summary>
    /// The longest time that a refused client may delay others although a slot is free: its request and its answer.
    /// </summary>
    private const int LongestRefusal = (2 * Deadlines.Refusal) + 200;

    private readonly List<Link> _open = [];
    private readonly List<Link> _inStep = [];
    private bool _wasRefusing;
    private bool _awaitsEviction;
    private long _oldestSilence;
    private long _waitingSince = long.MaxValue;

    /// <summary>The connections that the server holds.</summary>
    public IReadOnlyList<Link> Open => _open;

    public int Taken => _open.Count(link => !link.Witness.IsRefused);

    public bool IsRefusing => _open.Count > Taken;

    public void StartStep()
    {
        _wasRefusing = IsRefusing;
        _inStep.Clear();
        _inStep.AddRange(_open);
        foreach (Link link in _open)
        {
            link.Witness.StartStep();
        }
    }

    /// <summary>The server accepts a client that waits.</summary>
    public void Accept(Link link)
    {
        Witness[] silent =
            [.. _open.Select(open => open.Witness).Where(witness => witness.IsSilent && !witness.HasData && !witness.IsRefused)];
        bool isFull = Taken == world.Scenario.MaxClients;
        _awaitsEviction = isFull && silent.Length > 0;
        _oldestSilence = _awaitsEviction ? silent.Min(witness => witness.AcceptedAt) : 0;
        bool isRefused = isFull && !_awaitsEviction;
        world.Check(!world.IsShuttingDown, "accept", "A client is accepted while the server shuts down");
        world.Check(!isRefused || !IsRefusing, "accept", "Two are refused at once");
        link.Witness.Accepted(isRefused);
        _open.Add(link);
        _inStep.Add(link);
    }

    public void Closed(Link link) => _open.Remove(link);

    /// <summary>Whether a connection is closed because it is the spare one that must be evicted.</summary>
    public bool IsEviction(Witness witness, Phase before)
    {
        if (!_awaitsEviction)
        {
            return false;
        }

        _awaitsEviction = false;
        bool isSilent = before == Phase.Request && witness.ReadBytes == 0 && !witness.HasData;
        witness.Check(isSilent
            && witness.AcceptedAt == _oldestSilence, "eviction", "is evicted although it is not the oldest that is silent");
        return true;
    }

    public void EndStep(int clientCount)
    {
        world.Check(!_awaitsEviction, "eviction", "No connection was evicted for a new client");
        foreach (Link link in _inStep)
        {
            link.Witness.EndStep();
        }

        if (_inStep.TrueForAll(link => link.Witness.Frames.HasAllLivePacks))
        {
            world.Packs.EndIntroductions();
        }

        world.Check(clientCount == Taken, "slot-lost", $"The server has {clientCount} clients, the network knows of {Taken}");
        CheckWaiting();
    }

    public override string ToString() => string.Join(", ", _open.Select(link => $"{link.RemoteAddress} ({link.Witness.Phase})"));

    private void CheckWaiting()
    {
        bool isWaiting = world.Listener.Waiting > 0 && !world.IsShuttingDown;
        world.Check(!isWaiting || _wasRefusing || world.Listener.WasPolled, "waiting", "A client waits and is not accepted");
        bool isFree = Taken < world.Scenario.MaxClients;
        _waitingSince = isWaiting && isFree && !world.Listener.WasPolled ? Math.Min(_waitingSince, world.StepTime) : long.MaxValue;
        world.Check(world.StepTime - LongestRefusal <= _waitingSince, "waiting", "A client waits for long although a slot is free");
    }
}
