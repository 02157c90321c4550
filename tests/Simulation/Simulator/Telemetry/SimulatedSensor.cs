using Sensorcast.Telemetry;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>A sensor with moods, which checks that it is read when it is due and only then.</summary>
internal sealed class SimulatedSensor : ISensor
{
    private readonly World _world;
    private readonly Prng _random;
    private long _due;

    public SimulatedSensor(World world, ChannelPlan plan, int index)
    {
        _world = world;
        _random = plan.Seed.Fork(index);
        _due = world.Now;
        Plan = plan;
    }

    public ChannelPlan Plan { get; }

    /// <summary>All that it ever said, and at which step's time.</summary>
    public List<(long Time, int Value)> Log { get; } = [];

    public bool SpokeInStep { get; private set; }

    public bool ThrewInStep { get; private set; }

    public long Due => _due;

    public Channel MakeChannel() => new(Plan.Name, Plan.Unit, Plan.Exponent, Plan.Period, this);

    public void StartStep()
    {
        SpokeInStep = false;
        ThrewInStep = false;
    }

    public void EndStep() => _world.Check(_due > _world.StepTime, "sampling-time", $"{Plan.Name} was not read when it was due");

    public bool TryRead(out int value)
    {
        _world.Meter.EnterWorld();
        try
        {
            return Read(out value);
        }
        finally
        {
            _world.Meter.LeaveWorld();
        }
    }

    private bool Read(out int value)
    {
        long now = _world.StepTime;
        _world.IsBroadcasting = true;
        _world.HasSampled = true;
        _world.Check(now >= _due, "sampling-time", $"{Plan.Name} was read before it was due, or twice");
        _due += Plan.Period * (((now - _due) / Plan.Period) + 1);
        value = 0;
        if (_random.Chance(Plan.SlowPercent))
        {
            _world.Clock.Advance(_random.Between(1, 300));
        }

        if (_random.Chance(Plan.ThrowPercent))
        {
            ThrewInStep = true;
            throw new IOException("the wire is broken");
        }

        if (_random.Chance(Plan.EmptyPercent) || now - _world.Scenario.StartTime < Plan.Silent)
        {
            return false;
        }

        value = _random.Chance(5) ? _random.Pick(0, -1, int.MaxValue, int.MinValue) : _random.Between(-99999, 99999);
        SpokeInStep = true;
        Log.Add((now, value));
        return true;
    }
}
