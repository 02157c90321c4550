using Sensorcast.Telemetry;

namespace Sensorcast.Simulator.Telemetry;

/// <summary>
/// A sensor of any kind that sometimes fails, which checks that it is read when it is due or when it was set, and only then; and an
/// actuator that may refuse.
/// </summary>
internal sealed class SimulatedSensor : ISensor, IBooleanSensor, ITextSensor, IBatchSensor, IActuator
{
    /// <summary>The values of channels of text, with characters that JSON escapes and that are long in UTF-8.</summary>
    private static readonly string[] Texts =
        ["idle", string.Empty, "\"quoted\\\"\u0001\n", "äß水🚀", new string('\u001f', Channel.MaxTextLength)];

    private readonly World _world;
    private readonly Prng _random;
    private readonly Prng _actuatorRandom;
    private long _due;
    private long _fetchedUntil;
    private int? _state;
    private bool _isRequested;
    private bool _mustBeRead;

    public SimulatedSensor(World world, ChannelPlan plan, int index)
    {
        _world = world;
        _random = plan.Seed.Fork(index);
        _actuatorRandom = plan.Seed.Fork(index + 1000);
        _due = world.Now;
        _fetchedUntil = world.Now;
        Plan = plan;
    }

    public ChannelPlan Plan { get; }

    /// <summary>All its readings, and at which step's time; of a batch the last reading, of a text its number.</summary>
    public List<(long Time, int Value)> Log { get; } = [];

    /// <summary>The readings of the newest batch.</summary>
    public int[] Batch { get; private set; } = [];

    public bool SpokeInStep { get; private set; }

    public bool ThrewInStep { get; private set; }

    /// <summary>When it must be read next.</summary>
    public long Due => _isRequested ? _world.StepTime : _due;

    /// <summary>How many readings the server keeps.</summary>
    public int HistoryLength => Plan.Kind == ChannelKind.Text ? 1 : _world.Scenario.HistoryLength;

    public string FullName => Scenario.BaseName + Plan.Name;

    public Channel MakeChannel()
    {
        switch (Plan.Kind)
        {
            case ChannelKind.Boolean:
                var boolean = new Channel(Plan.Name, Plan.Period, (IBooleanSensor)this);
                return Plan.IsSettable ? boolean.SetBy(this) : boolean;
            case ChannelKind.Text:
                return new Channel(Plan.Name, Plan.Period, (ITextSensor)this);
            case ChannelKind.Batch:
                return new Channel(Plan.Name, Plan.Unit, Plan.Exponent, Plan.Interval, Plan.Period, (IBatchSensor)this);
            default:
                var number = new Channel(Plan.Name, Plan.Unit, Plan.Exponent, Plan.Period, (ISensor)this);
                return Plan.IsSettable ? number.SetBy(this, ChannelPlan.Min, ChannelPlan.Max) : number;
        }
    }

    /// <summary>What a value in the log is in a pack.</summary>
    public object Meaning(int value) => Plan.Kind switch
    {
        ChannelKind.Boolean => value != 0,
        ChannelKind.Text => Texts[value],
        _ => SenmlDecoder.Scale(value, Plan.Exponent),
    };

    public void StartStep()
    {
        SpokeInStep = false;
        ThrewInStep = false;
        _mustBeRead = _isRequested;
    }

    public void EndStep()
    {
        _world.Check(_due > _world.StepTime, "sampling-time", $"{Plan.Name} was not read when it was due");
        _world.Check(!_mustBeRead, "sampling-time", $"{Plan.Name} was set and not read");
    }

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

    public bool TryRead(out bool value)
    {
        bool hasReading = TryRead(out int number);
        value = number != 0;
        return hasReading;
    }

    public bool TryRead(out string value)
    {
        bool hasReading = TryRead(out int number);
        value = Texts[number];
        return hasReading;
    }

    public int Read(int[] values)
    {
        _world.Meter.EnterWorld();
        try
        {
            return ReadBatch(values);
        }
        finally
        {
            _world.Meter.LeaveWorld();
        }
    }

    public bool TrySet(int value)
    {
        _world.Meter.EnterWorld();
        try
        {
            return Set(value);
        }
        finally
        {
            _world.Meter.LeaveWorld();
        }
    }

    private bool Set(int value)
    {
        _isRequested = true;
        bool isRefused = _actuatorRandom.Chance(Plan.RefusePercent);
        _world.Settings.Take(this, value, !isRefused);
        if (!isRefused)
        {
            _state = value;
        }
        else if (_actuatorRandom.Chance(50))
        {
            ThrewInStep = true;
            throw new IOException("the relay sticks");
        }

        return !isRefused;
    }

    private bool Read(out int value)
    {
        value = 0;
        if (!Wake())
        {
            return false;
        }

        value = Plan.Kind switch
        {
            ChannelKind.Boolean => _random.Below(2),
            ChannelKind.Text => _random.Below(Texts.Length),
            _ => _random.Chance(5) ? _random.Pick(0, -1, int.MaxValue, int.MinValue) : _random.Between(-99999, 99999),
        };
        value = Plan.IsSettable ? _state ?? 0 : value;
        Speak(value);
        return true;
    }

    private int ReadBatch(int[] values)
    {
        if (!Wake())
        {
            return 0;
        }

        // Readings come evenly. Of those that are read too late, the oldest are gone.
        long now = _world.StepTime;
        long count = Math.Min((now - _fetchedUntil) * 1000 / Plan.Interval, values.Length);
        _fetchedUntil = now;
        if (count == 0)
        {
            return 0;
        }

        Batch = [.. Enumerable.Range(0, (int)count).Select(_ => _random.Between(-99999, 99999))];
        Batch.CopyTo(values, 0);
        Speak(Batch[^1]);
        return Batch.Length;
    }

    private void Speak(int value)
    {
        SpokeInStep = true;
        Log.Add((_world.StepTime, value));
    }

    /// <summary>Is read: when it is due, or because it was set, which changes nothing of when it is due.</summary>
    private bool Wake()
    {
        long now = _world.StepTime;
        _world.IsBroadcasting = true;
        _world.HasSampled = true;
        _world.Check(now >= _due || _isRequested, "sampling-time", $"{Plan.Name} was read before it was due, or twice");
        _isRequested = false;
        _mustBeRead = false;
        if (now >= _due)
        {
            _due += Plan.Period * (((now - _due) / Plan.Period) + 1);
        }

        if (_random.Chance(Plan.SlowPercent))
        {
            _world.Clock.Advance(_random.Between(1, 300));
        }

        if (_random.Chance(Plan.ThrowPercent))
        {
            ThrewInStep = true;
            throw new IOException("the wire is broken");
        }

        return !_random.Chance(Plan.EmptyPercent) && now - _world.Scenario.StartTime >= Plan.Silent;
    }
}
